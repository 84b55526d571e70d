import type { Element } from '@xmldom/xmldom';
import { requireXmlText } from './characters.ts';
import { toNode, type Built } from './build.ts';
import { child } from './read.ts';
import type { XmlDocument } from './parse.ts';

/** Sets the text of the element at a path, creating what is missing of it. Attributes and neighbours stay. */
export function setText({ document, root }: XmlDocument, path: string, value: string): void {
  const target = ensure({ document, root }, path);
  while (target.firstChild) target.removeChild(target.firstChild);
  target.appendChild(document.createTextNode(requireXmlText(value, path)));
}

/** Sets an attribute of the element at a path, creating the element where it is missing. */
export function setAttribute(xml: XmlDocument, path: string, name: string, value: string): void {
  ensure(xml, path).setAttribute(name, requireXmlText(value, `${path}/@${name}`));
}

/** Appends a built element to the element at a path (`''`: the root) and gives the new node. */
export function append(xml: XmlDocument, path: string, built: Built): Element {
  const node = toNode(xml.document, built);
  ensure(xml, path).appendChild(node);
  return node;
}

/** Removes an element; the white space before it goes with it, so that no empty line stays. */
export function remove(element: Element): void {
  const before = element.previousSibling;
  if (before && before.nodeType === before.TEXT_NODE && !before.nodeValue?.trim()) {
    before.parentNode?.removeChild(before);
  }
  element.parentNode?.removeChild(element);
}

function ensure({ document, root }: XmlDocument, path: string): Element {
  let target = root;
  for (const name of path.split('/').filter(Boolean)) {
    const next = child(target, name) ?? document.createElement(name);
    if (!next.parentNode) target.appendChild(next);
    target = next;
  }
  return target;
}
