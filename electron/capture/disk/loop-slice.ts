import { mkdir, open, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { processStart } from '../folder/process-start.ts';
import { stateFolder } from '../folder/state-folder.ts';
import type { OpenDisk } from './open-disk.ts';

const ATTACH_ATTEMPTS = 5;

export interface Slice {
  readonly offset: number;
  readonly length: number;
}

/**
 * Runs `work` with a read-only loop device that shows a part of a disk. The device is detached at once and stays only
 * as long as it is open here (LO_FLAGS_AUTOCLEAR), so that even `kill -9` leaves none. For the moment between attach
 * and detach a note is kept for `sweepLoops`.
 */
export async function withLoopSlice<T>(
  disk: OpenDisk,
  slice: Slice,
  work: (device: string) => Promise<T>,
): Promise<T> {
  const note = await writeNote(disk.path, slice);
  const where = ['--offset', String(slice.offset), '--sizelimit', String(slice.length)];
  const device = await attach([...where, disk.childPath]);
  const handle = await openAndRelease(device, note);
  try {
    return await work(device);
  } finally {
    await handle.close();
  }
}

/** Another process may take the free device between losetup's look and its grasp. */
async function attach(args: readonly string[], attempt = 1): Promise<string> {
  try {
    return (await run(['losetup', '--read-only', '--find', '--show', ...args])).stdout.trim();
  } catch (error) {
    if (attempt === ATTACH_ATTEMPTS || isVmkitError(error, 'program.missing')) throw error;
    await sleep(50 * attempt);
    return attach(args, attempt + 1);
  }
}

const noteShape = z.object({ pid: z.number(), start: z.string(), path: z.string(), offset: z.number() });
let counter = 0;

async function writeNote(path: string, slice: Slice): Promise<string> {
  const folder = `${stateFolder()}/loops`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  counter += 1;
  const note = `${folder}/${process.pid}-${counter}`;
  const start = await processStart(process.pid);
  await writeFile(note, JSON.stringify({ pid: process.pid, start, path, offset: slice.offset }), {
    mode: 0o600,
  });
  return note;
}

const losetupList = z.object({
  loopdevices: z.array(
    z.object({ name: z.string(), 'back-file': z.string().nullable(), offset: z.number(), ro: z.boolean() }),
  ),
});

/** Detaches loop devices of processes of ours that were killed in the wrong millisecond. Says which. */
export async function sweepLoops(): Promise<readonly string[]> {
  const folder = `${stateFolder()}/loops`;
  const swept: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const text = await readFile(`${folder}/${name}`, 'utf8').catch(() => '{}');
    const note = noteShape.safeParse(JSON.parse(text || '{}'));
    if (note.success && (await processStart(note.data.pid)) === note.data.start) continue;
    if (note.success) swept.push(...(await detachMatching(note.data.path, note.data.offset)));
    await unlink(`${folder}/${name}`).catch(() => undefined);
  }
  return swept;
}

async function detachMatching(path: string, offset: number): Promise<readonly string[]> {
  const { stdout } = await run(['losetup', '--json', '--list', '--output', 'NAME,BACK-FILE,OFFSET,RO']);
  if (stdout.trim() === '') return [];
  const ours = losetupList
    .parse(JSON.parse(stdout))
    .loopdevices.filter((loop) => loop['back-file'] === path && loop.offset === offset && loop.ro);
  for (const loop of ours) await run(['losetup', '--detach', loop.name], { okExitCodes: [0, 1] });
  return ours.map((loop) => loop.name);
}

/** From here on the device lives as long as the handle: detaching one in use frees it when it is closed (loop(4)). */
async function openAndRelease(device: string, note: string): Promise<FileHandle> {
  try {
    return await open(device, 'r');
  } finally {
    await run(['losetup', '--detach', device]);
    await unlink(note);
  }
}
