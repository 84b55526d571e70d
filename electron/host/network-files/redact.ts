import { logicalLines } from './logical-lines.ts';
import { columnOf, HIDDEN, hideInLine } from './redact-line.ts';

/** What the lines so far say about the next one. */
interface Reading {
  /** Lines deeper than this column continue a secret. */
  readonly open: number | null;
  /** The secret goes on to the line with this quote. */
  readonly quote: string | null;
  readonly secretSection: boolean;
}

interface Read {
  readonly text: string;
  readonly next: Reading;
}

/**
 * Replaces the secrets in a file that configures the network by `***`: pass phrases, private and shared keys, tokens,
 * also in comments, in YAML's inline, block and continued forms, in ifupdown's stanzas and in commands in these. Lines
 * that are read as one are shown as they are, or, where they hold a secret, as their first word alone.
 */
export function redactSecrets(content: string): string {
  let reading: Reading = { open: null, quote: null, secretSection: false };
  const texts: string[] = [];
  for (const group of logicalLines(content)) {
    const read = readGroup(group, reading);
    texts.push(read.text);
    reading = read.next;
  }
  return texts.join('\n');
}

function readGroup(group: readonly string[], before: Reading): Read {
  let next = before;
  const texts = group.map((line) => {
    const read = readLine(line, next);
    next = read.next;
    return read.text;
  });
  const text = texts.join('\n');
  if (group.length === 1 || !holdsSecret(group, text)) return { text, next };
  const [first = ''] = texts;
  // The first word of what is shown already: it may itself be the rest of a secret that began above.
  const head = /^[\s#]*(?:-\s+)*(?:"[^"]*"|'[^']*'|[^\s=:{["'\\]+)?\s*[=:]?/.exec(first)?.[0] ?? '';
  const column = columnOf(group[0] ?? '');
  const open = next.open === null ? column : Math.min(next.open, column);
  return { text: `${head.trimEnd()} ${HIDDEN}`, next: { ...next, open } };
}

/** True if a secret shows in the lines one by one or put together, with a space (systemd) or without (ifupdown). */
function holdsSecret(group: readonly string[], shown: string): boolean {
  if (shown !== group.join('\n')) return true;
  const parts = group.map((line) => line.replace(/\\?\s*$/, ''));
  return ['', ' '].some((glue) => {
    const whole = parts.join(glue);
    return hideInLine(whole).text !== whole;
  });
}

function readLine(line: string, before: Reading): Read {
  const column = line.search(/[^\s#]/);
  if (before.quote !== null) {
    return { text: HIDDEN, next: line.includes(before.quote) ? { ...before, quote: null } : before };
  }
  if (before.open !== null && (column < 0 || column > before.open)) {
    return { text: column < 0 ? line : `${line.slice(0, line.search(/\S/))}${HIDDEN}`, next: before };
  }
  const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
  if (section !== undefined) {
    return { text: line, next: { open: null, quote: null, secretSection: /secrets/i.test(section) } };
  }
  if (before.secretSection) return { text: hideAfterEquals(line), next: { ...before, open: null } };
  const { text, open, quote } = hideInLine(line);
  return { text, next: { ...before, open, quote } };
}

function hideAfterEquals(line: string): string {
  return line.replace(/^(\s*[^=]+=).+$/, `$1${HIDDEN}`);
}
