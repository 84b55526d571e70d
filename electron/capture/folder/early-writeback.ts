import type { FileHandle } from 'node:fs/promises';

const INTERVAL_MS = 1000;

/**
 * Runs `work` while the kernel is made to write a growing file out again and again, so that making it durable at the
 * end has little left to do; then makes it durable. A write error is told only once to each open file (fsync(2)),
 * so one that an early call meets is kept and thrown at the end.
 */
export async function durably(file: FileHandle, work: () => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = file
      .datasync()
      .catch((error: unknown) => failures.push(error))
      .then(() => void (busy = false));
  }, INTERVAL_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await running;
  }
  await file.sync();
  if (failures.length > 0) throw asError(failures[0]);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
