const SECRET_KEY =
  /pass(?:word|wd|phrase)?$|secret|token|private.?key|\bpsk\b|credential|api.?key|shadow|^mka-c|^cookie$|^otp$|^gwcert$/i;
const REMOVED = '[removed]';

/** Each finds a secret inside text; what is in group 1 stays. */
const SECRET_TEXT: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /()\$(?:1|2[abxy]|5|6|7|y|gy|sha1|argon2[a-z]*)\$[^\s:'"]+/g, // crypt(5) hashes
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi,
  // A value may start on the next line, after a backslash or, in YAML, after a colon, and go on after a backslash.
  /(\b(?:[\w.-]*(?:password|passwd|passphrase|secret|token|psk|private[-_]?key|preshared[-_]?key|api[-_]?key|wep[-_]?key\d?|mka-cak|mka-ckn|gwcert)[\w.-]*|(?:[\w.-]*[-_])?(?:cookie|otp))["']?[ \t]*(?::\s*|=[ \t]*))(?:"[^"\n]*"|'[^'\n]*'|[^\s,;]+)(?:[^\n]*(?<=\\\r?)\n[^\n]*)*/gi,
  /(^[ \t]*(?:wpa-psk|wpa-password|wireless-key\d?|password)[ \t]+)\S.*(?:(?<=\\\r?)\n.*)*$/gim,
  /(^[ \t]*\?[ \t]+["']?[\w.-]*(?:pass|psk|secret|key)[\w.-]*["']?[ \t]*\r?\n[ \t]*:\s*)\S.*$/gim,
  /(\bcurl\b[^\n]*?\s(?:-u|--user)[ =]?)[^\n]+/g,
  /(^[ \t]*(?:pre-|post-)?(?:up|down)[ \t]+(?:echo|printf)[ \t]+)[^\n|]+(?:(?<=\\\r?)\n[^\n|]*)*(?=\|)/gim,
  /(\bxfrm\b[^\n]*?\s(?:enc|auth|auth-trunc|aead|comp)\s)[^\n]*(?:(?<=\\\r?)\n[^\n]*)*/g,
];

/**
 * A copy without secrets: values under telling names, private keys, password hashes, credentials in URLs, and lines of
 * configuration files that set a password. The inventory leaves secrets out at its source; this is the second net.
 */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isSecret(key, entry) ? REMOVED : redact(entry)]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  return SECRET_KEY.test(key) && (typeof value === 'string' || typeof value === 'number');
}

function redactText(text: string): string {
  return SECRET_TEXT.reduce((rest, pattern) => rest.replace(pattern, `$1${REMOVED}`), text);
}
