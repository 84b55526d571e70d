import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { invalidXml, requireLegalReferences, requireXmlText } from './characters.ts';
import { scanStructure } from './scan.ts';

/** libvirt's limit for a string on the wire (REMOTE_STRING_MAX): no document of its can be longer. */
const LENGTH_MAX = 4 * 1024 ** 2;

/** A document that can be changed and written back without losing what we do not know. */
export interface XmlDocument {
  readonly document: Document;
  readonly root: Element;
}

/**
 * Parses one document of libvirt's, or one a user wrote. `rootName` is checked where given.
 * Entities are never expanded beyond XML's own five, and nothing outside the text is read.
 * @throws VmkitError `xml.invalid`: too long or deep, DOCTYPE, illegal characters, not well-formed, another root.
 */
export function parseXml(text: string, rootName?: string): XmlDocument {
  if (text.length > LENGTH_MAX) throw invalidXml('The document is longer than 4 MiB.');
  requireXmlText(text, 'The document');
  requireLegalReferences(text);
  scanStructure(text);
  const document = parseChecked(text);
  const root = document.documentElement;
  if (!root) throw invalidXml('The document has no element.');
  if (rootName !== undefined && root.nodeName !== rootName) {
    throw invalidXml(`This is a <${root.nodeName.slice(0, 64)}>, and a <${rootName}> is needed.`);
  }
  return { document, root };
}

function parseChecked(text: string): Document {
  const onError = (_level: string, message: string): never => {
    throw invalidXml(`The XML is not well-formed: ${message.split('\n')[0] ?? ''}`);
  };
  try {
    return new DOMParser({ onError, locator: false }).parseFromString(text, 'text/xml');
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw invalidXml(
      message.startsWith('The XML') ? message : `The XML is not well-formed: ${message}`,
      error,
    );
  }
}
