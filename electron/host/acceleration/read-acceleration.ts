import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Acceleration } from '../../../shared/model/host.ts';
import { searchPath } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';
import { errnoOf } from '../system-file.ts';
import { readCached, writeCached } from './cache.ts';
import { probeAcceleration } from './probe.ts';

const DEVICE = '/dev/kvm';

/**
 * Whether machines run on the CPU itself, told by running one, never by the look of the host. What a probe found is
 * kept until the next boot, another qemu, or another /dev/kvm.
 */
export async function readAcceleration(options: SectionOptions = {}): Promise<Acceleration> {
  const obstacle = await findObstacle();
  if (obstacle !== null) return { works: 'tcg', reason: obstacle, probedMs: 0 };
  const qemu = await findQemu();
  if (qemu === null) {
    return {
      works: 'tcg',
      reason: 'QEMU is not installed, so acceleration could not be tried.',
      probedMs: 0,
    };
  }
  const key = await cacheKey(qemu);
  const cached = await readCached(key);
  if (cached !== null) return cached;
  const found = await probeAcceleration({ qemu, ...options });
  await writeCached(key, found);
  return found;
}

async function findObstacle(): Promise<string | null> {
  if (process.arch !== 'x64') return 'Acceleration can be tried on x86-64 hosts only.';
  try {
    await access(DEVICE, constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    if (errnoOf(error) === 'EACCES') {
      return `This user may not open ${DEVICE}. Membership in the group "kvm" allows it, after the next login.`;
    }
    return `There is no ${DEVICE}: the CPU lacks virtualization, or the firmware has it switched off.`;
  }
}

/** Path of QEMU for x86-64, or null where it is not installed. */
export async function findQemu(): Promise<string | null> {
  const inPath = searchPath()
    .split(':')
    .map((folder) => join(folder, 'qemu-system-x86_64'));
  // Red Hat's builds have it out of PATH, under another name.
  for (const path of [...inPath, '/usr/libexec/qemu-kvm']) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return null;
}

async function cacheKey(qemu: string): Promise<string> {
  const bootId = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const binary = await stat(await realpath(qemu));
  const device = await stat(DEVICE);
  return [bootId, qemu, binary.size, binary.mtimeMs, device.mtimeMs].join(' ');
}
