import type { Document, Element } from '@xmldom/xmldom';
import { invalidXml } from './characters.ts';
import { escapeAttribute, escapeText } from './escape.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?$/;

/** An element as data. Strings are content, never markup: they are escaped when the element is written. */
export interface Built {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Built | string)[];
}

/** What may be left out: `condition && element(…)`. */
type Optional<T> = T | false | null | undefined;
type Attributes = Readonly<Record<string, Optional<string | number | bigint>>>;
export type Content = Optional<Built | string | number | bigint> | readonly Content[];

/**
 * Describes one element. Attributes and children that are null, undefined or false are left out.
 * @throws VmkitError `xml.invalid` where a name is not an XML name (names are never escaped, so they must be clean).
 */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Built {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    kept[requireName(key)] = String(value);
  }
  return { name: requireName(name), attributes: kept, children: flatten(content) };
}

function requireName(name: string): string {
  if (!NAME.test(name)) throw invalidXml(`${JSON.stringify(name.slice(0, 64))} is not an XML name.`);
  return name;
}

function flatten(content: readonly Content[]): readonly (Built | string)[] {
  return content.flatMap((item): readonly (Built | string)[] => {
    if (item === null || item === undefined || item === false) return [];
    if (typeof item === 'object') return isList(item) ? flatten(item) : [item];
    return [String(item)];
  });
}

function isList(item: Built | readonly Content[]): item is readonly Content[] {
  return Array.isArray(item);
}

/** The element as text, indented by two spaces. @throws VmkitError `xml.invalid` for characters XML cannot carry. */
export function render({ name, attributes, children }: Built, indent = ''): string {
  const start = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}='${escapeAttribute(value)}'`)
    .join('')}`;
  if (children.length === 0) return `${start}/>`;
  // White space is content as soon as there is text: such an element stays on one line.
  if (children.some((item) => typeof item === 'string')) {
    const content = children.map((item) => (typeof item === 'string' ? escapeText(item) : render(item)));
    return `${start}>${content.join('')}</${name}>`;
  }
  const lines = children.map((item) => (typeof item === 'string' ? item : render(item, `${indent}  `)));
  return `${start}>\n${lines.join('\n')}\n${indent}</${name}>`;
}

/** The element as a node of `document`, to be inserted into what libvirt gave us. */
export function toNode(document: Document, built: Built): Element {
  const node = document.createElement(built.name);
  for (const [key, value] of Object.entries(built.attributes)) node.setAttribute(key, value);
  for (const item of built.children) {
    node.appendChild(typeof item === 'string' ? document.createTextNode(item) : toNode(document, item));
  }
  return node;
}
