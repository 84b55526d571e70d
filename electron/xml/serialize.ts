import type { Attr, Element, Node } from '@xmldom/xmldom';
import { escapeAttribute, escapeText } from './escape.ts';
import type { XmlDocument } from './parse.ts';

/**
 * Writes a document back: unknown elements, attributes, namespaces, comments and white space as they were.
 * Quotes are single, as in libvirt's own output, so that a difference shows only what was changed.
 */
export function serializeXml({ document }: XmlDocument): string {
  return serializeChildren(document);
}

/** One element with everything in it. */
export function serializeElement(element: Element): string {
  const attributes = [...element.attributes].map(serializeAttribute).join('');
  const content = serializeChildren(element);
  return content
    ? `<${element.nodeName}${attributes}>${content}</${element.nodeName}>`
    : `<${element.nodeName}${attributes}/>`;
}

function serializeAttribute(attribute: Attr): string {
  return ` ${attribute.nodeName}='${escapeAttribute(attribute.nodeValue ?? '')}'`;
}

function serializeChildren(parent: Node): string {
  let text = '';
  for (let node = parent.firstChild; node; node = node.nextSibling) text += serializeNode(node);
  return text;
}

function serializeNode(node: Node): string {
  const value = node.nodeValue ?? '';
  switch (node.nodeType) {
    case node.ELEMENT_NODE:
      return serializeElement(node as Element); // nodeType is the DOM's discriminant
    case node.TEXT_NODE:
      return escapeText(value);
    case node.CDATA_SECTION_NODE:
      return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
    case node.COMMENT_NODE:
      return `<!--${value}-->`;
    case node.PROCESSING_INSTRUCTION_NODE:
      return value ? `<?${node.nodeName} ${value}?>` : `<?${node.nodeName}?>`;
    default:
      return '';
  }
}
