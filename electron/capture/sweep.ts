import { readdir, rm } from 'node:fs/promises';
import { sweepLoops } from './disk/loop-slice.ts';
import { processStart } from './folder/process-start.ts';
import { stateFolder } from './folder/state-folder.ts';

/** Removes what processes of ours left that were killed: scratch folders, and loop devices of the wrong millisecond. */
export async function sweepLeftovers(): Promise<void> {
  await sweepLoops();
  for (const name of await readdir(stateFolder()).catch(() => [])) {
    const pid = /^scratch-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || (await processStart(Number(pid))) !== undefined) continue;
    await rm(`${stateFolder()}/${name}`, { recursive: true, force: true });
  }
}
