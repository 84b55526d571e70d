import type { VolumePlan } from '../../../shared/model/capture.ts';
import { RangeSet } from '../range-set.ts';
import type { LiveDisk } from './live-disk.ts';

/** What became of each volume: only one that was written to in the very moment of the image is not consistent. */
export function gradeVolumes({ prepared, disturbed }: LiveDisk): VolumePlan[] {
  return prepared.plan.volumes.map((volume) => {
    const place = RangeSet.of([{ offset: volume.offsetBytes, length: volume.sizeBytes }]);
    const written = disturbed.intersect(place).bytes;
    if (written === 0) return volume;
    const reason = `Something wrote to it (${written} bytes) while its last changes were copied, past every freeze.`;
    return { ...volume, grade: 'best-effort', reason };
  });
}
