import type { Readable } from 'node:stream';
import { VmkitError } from '../../shared/errors.ts';
import { MAX_LINE_BYTES } from './protocol.ts';

/**
 * Splits a stream into JSON lines. A line longer than the limit or without valid JSON ends the reading with
 * `helper.protocol`: nothing after it can be trusted.
 */
export function readJsonLines(
  stream: Readable,
  onLine: (value: unknown) => void,
  onEnd: (error?: VmkitError) => void,
): void {
  let parts: Buffer[] = [];
  let size = 0;
  const state = { ended: false };
  const end = (error?: VmkitError): void => {
    if (state.ended) return;
    state.ended = true;
    onEnd(error);
  };
  const take = (line: Buffer): void => {
    if (line.length === 0 || state.ended) return;
    try {
      onLine(JSON.parse(line.toString('utf8')));
    } catch (cause) {
      end(
        new VmkitError('helper.protocol', 'The helper connection carried something that is not JSON.', {
          cause,
        }),
      );
    }
  };
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0 && !state.ended; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      take(Buffer.concat(parts));
      parts = [];
      size = 0;
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES)
      end(new VmkitError('helper.protocol', 'The helper connection carried a line that is too long.'));
  });
  stream.once('end', () => end());
  stream.once('close', () => end());
  stream.once('error', () => end());
}
