import { toEnvelope, type ErrorEnvelope } from '../../shared/errors.ts';
import type { GlobalOptions, Stream } from './context.ts';
import { jsonText } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';

/**
 * The error on standard error: what failed, what to do next, what was taken back; with `--json` as
 * `{"error":{code,message,hint,detail}}` on one line, the last one there.
 */
export function reportError(
  error: unknown,
  err: Stream,
  options: Pick<GlobalOptions, 'json' | 'verbose'>,
): ErrorEnvelope {
  const envelope = toEnvelope(error);
  if (options.json) err.write(`${jsonText({ error: envelope })}\n`);
  else err.write(`${asText(envelope, err, options.verbose).join('\n')}\n`);
  return envelope;
}

function asText(envelope: ErrorEnvelope, err: Stream, verbose: boolean): string[] {
  const { colour } = err;
  const label = envelope.code === 'cancelled' ? colour.yellow('Cancelled:') : colour.red('Error:');
  const message = neutralise(envelope.message.replace(/^Cancelled\. ?/, ''));
  const lines = [message ? `${label} ${message}` : label.replace(':', '.')];
  for (const text of undoneOf(envelope)) lines.push(`  Undone: ${neutralise(text)}`);
  if (envelope.hint) lines.push(`  Next: ${neutralise(envelope.hint)}`);
  if (verbose) lines.push(...details(envelope).map((line) => colour.dim(line)));
  return lines;
}

function undoneOf(envelope: ErrorEnvelope): readonly string[] {
  const undone = envelope.detail?.['undone'];
  return Array.isArray(undone) ? undone : [];
}

function details(envelope: ErrorEnvelope): string[] {
  const facts = Object.entries(envelope.detail ?? {}).filter(([name]) => name !== 'undone');
  const lines = facts.map(([name, value]) => `  ${name}: ${neutralise(String(value))}`);
  return [`  code: ${envelope.code}`, ...lines];
}
