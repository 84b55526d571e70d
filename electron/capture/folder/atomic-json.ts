import type { z } from 'zod';
import { VmkitError } from '../../../shared/errors.ts';
import type { DirectoryHandle } from './directory-handle.ts';

/** Replaces a JSON file whole: written beside, made durable, renamed. A crash leaves the old one or the new one. */
export async function writeJson(folder: DirectoryHandle, name: string, value: unknown): Promise<void> {
  const beside = `${name}.new`;
  await folder.remove(beside);
  const file = await folder.createFile(beside);
  try {
    await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await folder.rename(beside, name);
  await folder.sync();
}

/** Reads and checks a JSON file. @throws VmkitError `file.not-found`, `capture.damaged` where it is not what it should be. */
export async function readJson<T>(folder: DirectoryHandle, name: string, shape: z.ZodType<T>): Promise<T> {
  const file = await folder.openFile(name);
  try {
    return shape.parse(JSON.parse(await file.readFile('utf8')));
  } catch (error) {
    throw new VmkitError('capture.damaged', `${name} of this capture cannot be read.`, {
      cause: error,
      hint: 'The file was changed or cut. Delete the capture, or bring the file back from a backup.',
    });
  } finally {
    await file.close();
  }
}
