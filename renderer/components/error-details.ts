import type { ErrorEnvelope } from '../../shared/errors.ts';

/** What a person sends along when asking for help: code, message, hint and every fact, one a line. */
export function errorDetails(error: ErrorEnvelope): string {
  const facts = Object.entries(error.detail ?? {}).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}`,
  );
  return [
    `code: ${error.code}`,
    `message: ${error.message}`,
    ...(error.hint ? [`hint: ${error.hint}`] : []),
    ...facts,
  ].join('\n');
}
