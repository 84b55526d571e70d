import { z } from 'zod';
import { run } from '../../system/run.ts';
import { RangeSet } from '../range-set.ts';
import { nodeArgument, type ImageNode } from './node-options.ts';

const extents = z.array(z.object({ start: z.number(), length: z.number(), present: z.boolean() }));

/** What an image holds in clusters of its own, data or explicit zeros (qemu-img(1), map). */
export async function presentRanges(image: ImageNode, signal?: AbortSignal): Promise<RangeSet> {
  const { stdout } = await run(['qemu-img', 'map', '--output=json', '--image-opts', nodeArgument(image)], {
    signal,
    timeoutMs: 0,
  });
  const present = extents.parse(JSON.parse(stdout)).filter((extent) => extent.present);
  return RangeSet.of(present.map(({ start, length }) => ({ offset: start, length })));
}
