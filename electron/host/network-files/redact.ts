const HIDDEN = '***';

/**
 * Keys whose values are secrets, in netplan, NetworkManager, systemd-networkd and ifupdown: wide on purpose. A value
 * hidden for nothing costs nothing; one shown for nothing cannot be taken back.
 */
const SECRET =
  /psk|pass|secret|private|preshared|token|credential|wep|^(sim-)?pin$|keys?\d*$|^(shared|input|output)$|-raw$/i;
/** Keys that only look like it: they say how, not what. */
const HARMLESS = /flags$|^key-?mgmt$|^key-management$|public|^wireless-keymode$|pass-?through|-file$/i;

const WORD = String.raw`[\w.-]+`;
const PAIR = new RegExp(String.raw`(?<=^|[\s{,;#'"[-])(["']?)(${WORD})\1(\s*[:=]\s*)`, 'g');
const OPTION = new RegExp(String.raw`(?<=^|\s)-{0,2}(${WORD})\s+(?=[^\s:=])`, 'g');
/** A value inside `{…}` or `[…]`: quoted, or up to the next comma or bracket. */
const FLOW_VALUE = /^(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^"',}\]][^,}\]]*)/;

/** True where the value of this key must not leave the host. */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key) && !HARMLESS.test(key);
}

interface Hidden {
  readonly text: string;
  /** Column of a key whose value ran to the end of the line: deeper lines below may continue it. */
  readonly open: number | null;
}

/**
 * Replaces the secrets in a file that configures the network by `***`: pass phrases, private and shared keys, tokens,
 * also in comments, in YAML's inline, block and continued forms, in ifupdown's stanzas and in commands in these.
 */
export function redactSecrets(content: string): string {
  let openIndent: number | null = null;
  let secretSection = false;
  const lines = content.split('\n').map((line) => {
    const indent = line.search(/\S/);
    if (openIndent !== null && (indent < 0 || indent > openIndent)) {
      return indent < 0 ? line : `${line.slice(0, indent)}${HIDDEN}`;
    }
    const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) secretSection = /secrets/i.test(section);
    const hidden =
      secretSection && section === undefined ? hideAfterEquals(line) : hideInLine(line, Math.max(indent, 0));
    openIndent = hidden.open;
    return hidden.text;
  });
  return lines.join('\n');
}

function hideInLine(line: string, indent: number): Hidden {
  const pairs = hidePairs(line, indent);
  if (pairs.open !== null) return pairs;
  const text = pairs.text.replace(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, `$1${HIDDEN}@`);
  return { text: hideAfterOption(text), open: null };
}

function hidePairs(line: string, indent: number): Hidden {
  let text = '';
  let done = 0;
  for (const pair of line.matchAll(PAIR)) {
    if (pair.index < done || !isSecretKey(pair[2] ?? '')) continue;
    const start = pair.index + pair[0].length;
    if (isMapping(pair[2] ?? '', line.slice(start))) continue;
    text += line.slice(done, start);
    const before = line.slice(indent, pair.index);
    const flow = pair[3]?.includes(':') && /[{[]/.test(before) ? FLOW_VALUE.exec(line.slice(start)) : null;
    // Outside of brackets a value runs to the end of the line: pass phrases hold commas, brackets and hash signs.
    if (flow === null) return { text: start < line.length ? `${text}${HIDDEN}` : text, open: pair.index };
    text += HIDDEN;
    done = start + flow[0].length;
  }
  return { text: text + line.slice(done), open: null };
}

// netplan's `keys` holds named keys, public ones among them, each judged by its own name.
function isMapping(key: string, value: string): boolean {
  return key === 'keys' && /^(\{|#|$)/.test(value);
}

// `wpa-psk some words`, `--password secret`: all that follows, since a pass phrase may hold spaces.
function hideAfterOption(line: string): string {
  for (const found of line.matchAll(OPTION)) {
    if (isSecretKey(found[1] ?? '')) return `${line.slice(0, found.index + found[0].length)}${HIDDEN}`;
  }
  return line;
}

function hideAfterEquals(line: string): Hidden {
  return { text: line.replace(/^(\s*[^=]+=).+$/, `$1${HIDDEN}`), open: null };
}
