import { captureRequest, type CaptureHost, type CaptureRequestInput } from '../../../shared/model/capture.ts';
import type { CaptureInput } from '../run.ts';

export const testHost: CaptureHost = {
  hostname: 'tested',
  os: 'Debian GNU/Linux 12',
  architecture: 'x86_64',
  firmware: 'bios',
  secureBoot: null,
  threads: 2,
  memoryBytes: 4 * 1024 ** 3,
  nics: [],
};

/** Everything `runCapture` needs for these disks into this directory. */
export function captureInput(
  directory: string,
  disks: readonly string[],
  more: Partial<CaptureRequestInput> = {},
): CaptureInput {
  const request = captureRequest.parse({ name: 'tested', disks: [...disks], repository: 'tests', ...more });
  return { request, target: { repository: 'tests', directory }, host: testHost, inventory: {} };
}
