import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { searchPath } from '../system/run.ts';

/** Path of a program as this software finds it (PATH and the sbin folders), or null where it is not installed. */
export async function findProgram(name: string): Promise<string | null> {
  for (const folder of searchPath().split(':')) {
    const path = join(folder, name);
    if (await isThere(path, constants.X_OK)) return path;
  }
  return null;
}

/** Which of these programs are not installed. */
export async function missingPrograms(names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map(findProgram));
  return names.filter((_, index) => found[index] === null);
}

/** True where a path exists (and allows `mode`, if given). */
export async function isThere(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
