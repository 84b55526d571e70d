import type { CaptureRequest } from '../../shared/model/capture.ts';

/**
 * Cluster size of images in bytes. A compressed cluster is packed and unpacked whole: larger ones pack better and
 * faster, smaller ones cost less when the machine later reads a few bytes. Chosen by `npm run bench:capture`.
 */
export const CLUSTER_BYTES: Readonly<Record<CaptureRequest['compression'], number>> = {
  zstd: 256 * 1024,
  zlib: 256 * 1024,
  none: 64 * 1024,
};
