const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word as a POSIX shell needs it typed: in single quotes where it holds anything but plain characters. */
function quoteWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line that a person can paste into a shell, whatever the words hold. */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
