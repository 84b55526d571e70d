const WORDS: Readonly<Record<string, string>> = {
  systemSerial: 'serial number of the system',
  secureBoot: 'Secure Boot',
  tpm: 'TPM',
  partitionTable: 'partition table',
  filesystem: 'filesystems',
  inUse: 'what uses it',
};

/** Says what could not be read without root, instead of leaving it out silently. */
export function needsRootLines(fields: readonly string[], indent = '  '): string[] {
  if (fields.length === 0) return [];
  return [`${indent}Needs root to read: ${fields.map((field) => WORDS[field] ?? field).join(', ')}`];
}
