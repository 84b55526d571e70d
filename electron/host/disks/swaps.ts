import { readSystemFile } from '../system-file.ts';
import { unescapeOctal } from './mounts.ts';

/** Block devices that are swap at the moment, by path (/proc/swaps, proc(5)); swap files are not listed. */
export async function readSwaps(): Promise<string[]> {
  return parseSwaps((await readSystemFile('/proc/swaps')) ?? '');
}

/** Lines of /proc/swaps: path, type, size, used, priority. */
export function parseSwaps(table: string): string[] {
  return table.split('\n').flatMap((line) => {
    const [path, type] = line.split(/\s+/);
    return path !== undefined && type === 'partition' ? [unescapeOctal(path)] : [];
  });
}
