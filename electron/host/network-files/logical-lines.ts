/** Where YAML starts a `{…}` or `[…]`: at the start of a line, or after a key, a dash or a question mark. */
const FLOW_START = /(?:^[\s#]*|[:?-]\s+|["']:)(?:[!&]\S+\s+)*(?=[{[])/;
const SECTION = /^\s*\[[^\]]+\]\s*$/;

/**
 * Groups lines that are read as one: those continued after a backslash (comments between do not end it, as in
 * systemd.syntax(7)) and those of one YAML collection in brackets, whose indentation means nothing to libyaml.
 */
export function logicalLines(content: string): string[][] {
  const groups: string[][] = [];
  let open = false;
  let continued = false;
  for (const line of content.split('\n')) {
    const last = groups.at(-1);
    const group: string[] = open && last !== undefined ? last : [];
    if (group !== last) groups.push(group);
    group.push(line);
    continued = isContinued(line, continued);
    open = continued || isFlowOpen(group);
  }
  return groups;
}

function isContinued(line: string, before: boolean): boolean {
  return /\\\s*$/.test(line) || (before && /^\s*[#;]/.test(line));
}

function isFlowOpen(group: readonly string[]): boolean {
  const [first = ''] = group;
  const start = SECTION.test(first) ? null : FLOW_START.exec(first);
  if (start === null) return false;
  // What is commented out is read like the rest, as long as the comment goes on.
  const comment = /^\s*#/.test(first);
  if (comment && !/^\s*#/.test(group.at(-1) ?? '')) return false;
  const rest = group.slice(1).map((line) => (comment ? line.replace(/^\s*#/, '') : line));
  const text = [first.slice(start.index + start[0].length), ...rest].join('\n');
  return bracketsLeft(text) > 0;
}

const TOKEN =
  /(?<=^|[\s{[,:])(?:"(?:\\[\s\S]|[^"\\])*(?:"|$)|'(?:''|[^'])*(?:'|$))|(?<=^|\s)#[^\n]*|[{}[\]]/g;

/** Brackets not closed yet, those in quotes and comments left out; an open quote counts as one. */
function bracketsLeft(text: string): number {
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^[{[]$/.test(token)) depth += 1;
    else if (/^[}\]]$/.test(token)) depth -= 1;
    if (depth <= 0) return 0;
  }
  return depth;
}
