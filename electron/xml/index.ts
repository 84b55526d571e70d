export { element, render, toNode, type Built, type Content } from './build.ts';
export { isXmlText } from './characters.ts';
export { append, remove, setAttribute, setText } from './edit.ts';
export { parseXml, type XmlDocument } from './parse.ts';
export { all, attribute, child, children, text } from './read.ts';
export { scaledBytes } from './scaled.ts';
export { serializeElement, serializeXml } from './serialize.ts';
