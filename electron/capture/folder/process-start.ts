import { readFile } from 'node:fs/promises';

/** When a process started, in clock ticks since boot; undefined where there is none. With its number it is unique. */
export async function processStart(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Field 22 of proc(5); the second field may hold spaces and brackets, so count from its closing one.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
