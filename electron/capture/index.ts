/** Capture of disks into images. Runs inside the root helper. */
export { deleteCapture, listCaptures, showCapture } from './catalog.ts';
export { planCapture } from './plan.ts';
export { runCapture } from './run.ts';
export { readBootability } from './boot/read-bootability.ts';
export { sweepLeftovers } from './sweep.ts';
