import { invalidXml } from './characters.ts';

/** libvirt's own documents are about ten levels deep; a snapshot's metadata holds a whole domain. */
const DEPTH_MAX = 64;

const SKIPPED: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * Reads the tags of a document once, in linear time, before a parser builds anything: no DOCTYPE (so no entities),
 * nothing nested too deep, nothing unclosed.
 * @throws VmkitError `xml.invalid`.
 */
export function scanStructure(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const skipped = endOfSkipped(text, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    if (text[at + 1] === '!') throw invalidXml('A document type declaration is not accepted.');
    const end = endOfTag(text, at);
    depth += depthChange(text, at, end);
    if (depth > DEPTH_MAX) throw invalidXml(`Elements are nested deeper than ${DEPTH_MAX} levels.`);
    at = end;
  }
}

function endOfSkipped(text: string, at: number): number | undefined {
  for (const [open, close] of SKIPPED) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    if (end === -1) throw invalidXml(`A ${open} is not closed.`);
    return end + close.length;
  }
  return undefined;
}

// `>` may stand between quotes inside a tag.
function endOfTag(text: string, at: number): number {
  const special = /[<>'"]/g;
  special.lastIndex = at + 1;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    if (match[0] === '>') return match.index + 1;
    if (match[0] === '<') break;
    const quote = text.indexOf(match[0], match.index + 1);
    if (quote === -1) break;
    special.lastIndex = quote + 1;
  }
  throw invalidXml('A tag is not closed.');
}

function depthChange(text: string, start: number, end: number): number {
  if (text[start + 1] === '/') return -1;
  return text[end - 2] === '/' ? 0 : 1;
}
