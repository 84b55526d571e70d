import type { DirectoryHandle } from './directory-handle.ts';
import { isCaptureFile } from './file-names.ts';

/** Removes a capture's folder with the files that we make in one; others make it stay. */
export async function removeCaptureFolder(repository: DirectoryHandle, name: string): Promise<void> {
  const folder = await repository.openDirectory(name);
  try {
    const files = (await folder.list()).filter(isCaptureFile);
    for (const file of files) await folder.remove(file);
  } finally {
    await folder.close();
  }
  await repository.removeDirectory(name);
  await repository.sync();
}
