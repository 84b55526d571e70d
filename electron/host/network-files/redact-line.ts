import { hideSuspectCommand } from './secret-commands.ts';
import { isSecretKey } from './secret-keys.ts';

export const HIDDEN = '***';

const WORD = String.raw`[\w.-]+`;
const PAIR = new RegExp(String.raw`(?<=^|[\s{,;#'"[-])(["']?)(${WORD})\1(\s*[:=]\s*)`, 'g');
const OPTION = new RegExp(String.raw`(?<=^|\s)-{0,2}(${WORD})\s+(?=[^\s:=])`, 'g');
/** Netplan's keys of these names; in commands they are chains of a firewall and the like. */
const NO_OPTION = /^(?:shared|input|output)$/i;
/** A value inside `{…}` or `[…]`: quoted, or up to the next comma or bracket. */
const FLOW_VALUE = /^(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^"',}\]][^"',}\]]*)(?=\s*[,}\]])/;
/** A quoted YAML value that does not end on its line. */
const OPEN_QUOTE = /^(?:[!&]\S*\s+)*(?:(")(?:\\.|[^"\\])*\\?|(')(?:''|[^'])*)$/;

/** A line without its secrets, and how far the value of its last secret goes on below. */
export interface HiddenLine {
  readonly text: string;
  /** Column of a key whose value ran to the end of the line: deeper lines below may continue it. */
  readonly open: number | null;
  /** The quote that a value left open: all lines up to the next one belong to it, whatever their column. */
  readonly quote: string | null;
}

/** Column at which a line's key or text starts; the marks of a comment and of a list count as space. -1: none. */
export function columnOf(line: string): number {
  return line.replace(/^[\s#]*(?:-\s+)*/, (lead) => ' '.repeat(lead.length)).search(/\S/);
}

/** Hides the secrets of one line: values of telling keys, what follows telling options, credentials in URLs. */
export function hideInLine(line: string): HiddenLine {
  const command = hideSuspectCommand(line, HIDDEN);
  if (command !== null) return { text: command, open: null, quote: null };
  // YAML's complex keys: nobody writes them here, so all at their level goes instead of telling key from value.
  const complex = /^([\s#]*(?:-\s+)*)\?(?:\s|$)/.exec(line)?.[1];
  if (complex !== undefined) return { text: `${complex}? ${HIDDEN}`, open: complex.length - 1, quote: null };
  const pairs = hidePairs(line);
  if (pairs.open !== null) return pairs;
  const text = pairs.text.replace(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, `$1${HIDDEN}@`);
  return { ...pairs, text: hideAfterOption(text) };
}

function hidePairs(line: string): HiddenLine {
  let text = '';
  let done = 0;
  for (const pair of line.matchAll(PAIR)) {
    const [whole, , key = '', separator = ''] = pair;
    const start = pair.index + whole.length;
    const value = line.slice(start);
    if (pair.index < done || !isSecretKey(key) || isMapping(key, value)) continue;
    text += line.slice(done, start);
    const yaml = separator.includes(':');
    const flow = yaml && /[{[]/.test(line.slice(0, pair.index)) ? FLOW_VALUE.exec(value) : null;
    // Outside of brackets a value runs to the end of the line: pass phrases hold commas, brackets and hash signs.
    if (flow === null) return toTheEnd(line, text, value, yaml);
    text += HIDDEN;
    done = start + flow[0].length;
  }
  return { text: text + line.slice(done), open: null, quote: null };
}

function toTheEnd(line: string, text: string, value: string, yaml: boolean): HiddenLine {
  const quote = yaml ? OPEN_QUOTE.exec(value.trimEnd()) : null;
  return {
    text: value === '' ? text : `${text}${HIDDEN}`,
    open: columnOf(line),
    quote: quote?.[1] ?? quote?.[2] ?? null,
  };
}

// netplan's `keys` holds named keys, public ones among them, each judged by its own name.
function isMapping(key: string, value: string): boolean {
  return key === 'keys' && /^(\{|#|$)/.test(value);
}

// `wpa-psk some words`, `--password secret`: all that follows, since a pass phrase may hold spaces.
function hideAfterOption(line: string): string {
  for (const found of line.matchAll(OPTION)) {
    const word = found[1] ?? '';
    if (isSecretKey(word) && !NO_OPTION.test(word))
      return `${line.slice(0, found.index + found[0].length)}${HIDDEN}`;
  }
  return line;
}
