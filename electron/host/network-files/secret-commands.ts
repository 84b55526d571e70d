const HOOK = /^([\s#]*(?:pre-|post-)?(?:up|down)\s+)(\S.*)$/i;
const PROGRAM = /^(?!\d)[\w./+-]{1,40}(?=\s)/;

/** What makes a command suspect. A hook shown in part costs little; a key shown in a saved inventory costs a lot. */
const SUSPECT: readonly RegExp[] = [
  /pass|secret|key|psk|auth|token|cred|login|cookie|private|pwd|\botp\b|\bpin\b|\benc|crypt|wep|community/i,
  /\b(?:xfrm|macsec|curl|wget|expect)\b/i, // these are told keys and credentials in many ways
  /(?<![0-9a-z])(?:0x)?[0-9a-f]{16,}(?![0-9a-z])|(?:[0-9a-f]{2}[:-]){7,}[0-9a-f]{2}/i,
  /[\w+/]{20,}=/, // base64
  /\s-{1,2}u(?:ser)?[\s=]*\S*:\S/i,
  /\s-p(?!\s*(?:tcp|udp|icmp|icmpv6|ipv6-icmp|esp|ah|gre|sctp|all|\d+)\b)/, // iptables calls its protocol so
  /<</,
  /\b(?:echo|printf|cat|base64)\b.*\|/i,
  /\b(?:echo|printf)\b.*>(?!>?\s*["']?\/(?:proc|sys|dev\/null)\b)/i,
];

/** Reduces a hook of ifupdown that may hold a secret to the name of its program; null where `line` is none such. */
export function hideSuspectCommand(line: string, hidden: string): string | null {
  const [, hook = '', command = ''] = HOOK.exec(line) ?? [];
  if (!SUSPECT.some((pattern) => pattern.test(` ${command}`))) return null;
  const program = PROGRAM.exec(command)?.[0];
  return program === undefined ? `${hook}${hidden}` : `${hook}${program} ${hidden}`;
}
