import { z } from 'zod';
import { run } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';

// Older versions of lsblk write numbers and booleans as strings.
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);
const number = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : Number(value)));
const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform((value) => value === true || value === '1' || value === 1);

const fields = z.object({
  name: z.string(),
  kname: z.string(),
  path: z.string(),
  'maj:min': z.string().transform((value) => value.trim()),
  type: z.string(),
  size: number,
  start: number,
  model: text,
  serial: text,
  wwn: text,
  tran: text,
  rota: flag,
  rm: flag,
  ro: flag,
  'log-sec': number,
  pttype: text,
  ptuuid: text,
  parttype: text,
  parttypename: text,
  partlabel: text,
  partuuid: text,
  fstype: text,
  label: text,
  uuid: text,
});

/** One device of `lsblk --json`; what it does not tell is null. */
export interface LsblkDevice extends z.output<typeof fields> {
  readonly children: readonly LsblkDevice[];
}
const device: z.ZodType<LsblkDevice> = z.lazy(() =>
  fields.extend({
    children: z
      .array(device)
      .nullish()
      .transform((children) => children ?? []),
  }),
);
const output = z.object({ blockdevices: z.array(device) });

/** Whole devices with what is on them. Sizes in bytes, `start` in sectors of 512 bytes. */
export async function readLsblk({ signal }: SectionOptions = {}): Promise<LsblkDevice[]> {
  // -O instead of a list: a column that this version does not know would be an error.
  const { stdout } = await run(['lsblk', '--json', '--bytes', '--output-all'], { signal });
  return parseLsblk(stdout);
}

/** @param json What `lsblk --json --bytes --output-all` prints. */
export function parseLsblk(json: string): LsblkDevice[] {
  return output.parse(JSON.parse(json)).blockdevices;
}
