import type { VolumePlan } from '../../../shared/model/capture.ts';
import type { LiveFilesystem } from './live-filesystem.ts';

/** How a volume of a disk in use is graded where nothing is followed and nothing frozen, as `best-effort` asks for. */
export function withoutFreeze(volume: VolumePlan, filesystems: readonly LiveFilesystem[]): VolumePlan {
  const filesystem = filesystems.find(({ offset }) => offset === volume.offsetBytes);
  if (!filesystem || volume.method === 'excluded') return volume;
  const reason = `Mounted at ${filesystem.mountPoint} and copied while it changes: the image may need a repair (fsck) and lack the newest files.`;
  return { ...volume, grade: 'best-effort', reason };
}
