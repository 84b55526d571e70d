import { readFile } from 'node:fs/promises';
import type { OpenDisk } from './open-disk.ts';

export interface DiskIdentity {
  readonly model: string | null;
  readonly serial: string | null;
  /** WWN, else serial, else the UUID of its partition table or filesystem, prefixed with its kind. */
  readonly identity: string | null;
}

/** What tells this disk from every other one. `contentUuid` is what is written on it, where the hardware is silent. */
export async function diskIdentity(disk: OpenDisk, contentUuid: string | null): Promise<DiskIdentity> {
  const folder = disk.number === null ? null : `/sys/dev/block/${disk.number}`;
  const read = async (name: string): Promise<string | null> =>
    folder === null ? null : (await readFile(`${folder}/${name}`, 'utf8').catch(() => '')).trim() || null;
  const [model, serial, deviceSerial, wwid, deviceWwid] = await Promise.all(
    ['device/model', 'serial', 'device/serial', 'wwid', 'device/wwid'].map(read),
  );
  const wwn = wwid ?? deviceWwid ?? null;
  const number = serial ?? deviceSerial ?? null;
  return {
    model: model ?? null,
    serial: number,
    identity: named('wwn', wwn) ?? named('serial', number) ?? contentUuid,
  };
}

function named(kind: string, value: string | null): string | null {
  return value === null ? null : `${kind}:${value}`;
}
