import type { CapturedDisk } from '../../shared/model/capture.ts';
import type { Journal } from './folder/journal.ts';
import { imageFile } from './folder/file-names.ts';
import { virtualSize } from './image/mask-image.ts';
import type { LiveFacts } from './live/live-facts.ts';
import type { PreparedDisk } from './prepare.ts';
import type { VerifiedDisk } from './verify-disk.ts';

/** A disk as the manifest lists it. */
export function capturedDisk(
  { disk, plan, used }: PreparedDisk,
  journal: Journal,
  index: number,
  facts: VerifiedDisk & Partial<LiveFacts>,
): CapturedDisk {
  const { path, model, serial, identity, sizeBytes, volumes } = plan;
  return {
    source: { path, model, serial, identity, sizeBytes },
    file: imageFile(index),
    format: 'qcow2',
    virtualBytes: virtualSize(disk.sizeBytes),
    usedBytes: used.bytes,
    clusterBytes: journal.clusterBytes,
    compression: journal.request.compression,
    volumes,
    passes: journal.disks[index]?.passes ?? [],
    frozenMs: null,
    lostEvents: null,
    damaged: [],
    ...facts,
  };
}
