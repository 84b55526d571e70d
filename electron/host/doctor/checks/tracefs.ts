import { fine, type Check } from '../check.ts';
import { isThere } from '../../programs.ts';
import { readSystemFile } from '../../system-file.ts';

export const tracefsCheck: Check = {
  id: 'tracefs',
  title: 'Block trace events, for captures while disks are in use',
  async look() {
    const known = ((await readSystemFile('/proc/filesystems')) ?? '').includes('\ttracefs');
    if (!known) {
      return {
        state: 'warning',
        finding: 'This kernel has no trace events, so disks can only be captured at rest.',
        hint: 'Use a kernel with CONFIG_BLK_DEV_IO_TRACE for captures of mounted disks.',
      };
    }
    const mounted = await isThere('/sys/kernel/tracing/events');
    // Only root may look inside; the helper mounts it for itself when it needs it.
    return fine(
      mounted ? 'The kernel can trace block writes.' : 'The kernel can trace; the helper mounts tracefs.',
    );
  },
};
