import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Both ends of a pipe as plain descriptors. Node's own pipes to children are non-blocking sockets, which the file
 * streams on the other side could not read.
 */
export function blockingPipe() {
  const folder = mkdtempSync(join(tmpdir(), 'vmkit-pipe-'));
  try {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', path]);
    // fifo(7): a writer may open without waiting once there is a reader, and a reader once there is a writer.
    const opener = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const write = openSync(path, constants.O_WRONLY);
    const read = openSync(path, constants.O_RDONLY);
    closeSync(opener);
    return { read, write };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
