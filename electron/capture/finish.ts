import type { CaptureManifest } from '../../shared/model/capture.ts';
import type { Report } from '../../shared/model/job.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import { diskBootability } from './boot/disk-bootability.ts';
import { writeJson } from './folder/atomic-json.ts';
import type { DirectoryHandle } from './folder/directory-handle.ts';
import { BOOT_FILE, INVENTORY_FILE, MANIFEST_FILE, maskFile, partialFile } from './folder/file-names.ts';
import { JOURNAL_FILE } from './folder/journal.ts';
import { redact } from './folder/redact.ts';
import type { PreparedDisk } from './prepare.ts';

export interface Finish {
  readonly manifest: CaptureManifest;
  readonly inventory: Readonly<Record<string, unknown>>;
  readonly prepared: readonly PreparedDisk[];
  readonly signal: AbortSignal | undefined;
  readonly report: Report;
}

/**
 * Completes a capture whose images are verified. The manifest comes last and by rename: with it the capture is
 * complete, without it it never was.
 */
export async function finishCapture(folder: DirectoryHandle, finish: Finish): Promise<void> {
  const { manifest, inventory, prepared, signal, report } = finish;
  const boot = await diskBootability(
    prepared.map(({ disk, live }) => ({ ...disk, live })),
    { signal },
  ).catch((error: unknown) => {
    throwIfAborted(signal);
    report({ kind: 'log', text: `Boot facts could not be read: ${String(error)}` });
    return null;
  });
  if (boot) await writeJson(folder, BOOT_FILE, boot);
  await writeJson(folder, INVENTORY_FILE, redact(inventory));
  throwIfAborted(signal);
  for (const { file } of manifest.disks) {
    await folder.rename(partialFile(file), file);
    await folder.remove(maskFile(file));
  }
  await folder.sync();
  await writeJson(folder, MANIFEST_FILE, manifest);
  await folder.remove(JOURNAL_FILE);
  await folder.sync();
}
