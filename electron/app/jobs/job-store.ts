import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { job as jobSchema } from '../../../shared/model/job.ts';
import { writeFileAtomic } from '../../system/write-file-atomic.ts';

/** A job as it is kept: with the request that it came from, so that it can be resumed. */
export const jobRecord = z.object({
  job: jobSchema,
  request: z.unknown(),
  /** Start time of the process, in clock ticks since boot: tells a reused process id. */
  processStart: z.string(),
});
export type JobRecord = z.infer<typeof jobRecord>;

const KEPT = 100;
const FILE = /^([0-9a-z-]{1,64})\.json$/;

/** Jobs on disk, one file each, shared by the window and the command line of one user. */
export class JobStore {
  readonly folder: string;

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, 'jobs');
  }

  async write(record: JobRecord): Promise<void> {
    await writeFileAtomic(this.#file(record.job.id), `${JSON.stringify(record)}\n`);
  }

  /** A job, with `interrupted` in place of `running` where its process is gone; undefined where there is none. */
  async read(id: string): Promise<JobRecord | undefined> {
    try {
      const parsed = jobRecord.safeParse(JSON.parse(await readFile(this.#file(id), 'utf8')));
      return parsed.success ? settleOrphan(parsed.data) : undefined;
    } catch {
      return undefined;
    }
  }

  /** All jobs, newest first. */
  async list(): Promise<readonly JobRecord[]> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.flatMap((name) => FILE.exec(name)?.[1] ?? []);
    const records = await Promise.all(ids.map((id) => this.read(id)));
    return records
      .filter((record) => record !== undefined)
      .toSorted((a, b) => b.job.createdAt.localeCompare(a.job.createdAt));
  }

  async remove(id: string): Promise<void> {
    await rm(this.#file(id), { force: true });
    await rm(this.cancelFile(id), { force: true });
  }

  /** Forgets the oldest finished jobs beyond a hundred. */
  async prune(): Promise<void> {
    const finished = (await this.list()).filter(({ job }) => job.state !== 'running' && !job.resumable);
    for (const { job } of finished.slice(KEPT)) await this.remove(job.id);
  }

  /** Asks the process that runs a job to cancel it. */
  async requestCancel(id: string): Promise<void> {
    await writeFile(this.cancelFile(id), '', { mode: 0o600 });
  }

  cancelFile(id: string): string {
    return join(this.folder, `${id}.cancel`);
  }

  async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  cancelRequests(): readonly string[] {
    return readdirSync(this.folder).flatMap((name) =>
      name.endsWith('.cancel') ? [name.slice(0, -'.cancel'.length)] : [],
    );
  }

  #file(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

/** Start time of a process from /proc (proc(5), field 22), or undefined where it does not run. */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, field 2, may hold spaces and brackets; fields are counted after the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function settleOrphan(record: JobRecord): JobRecord {
  const { job, processStart } = record;
  if (job.state !== 'running' || processStartTime(job.pid) === processStart) return record;
  return { ...record, job: { ...job, state: 'interrupted', resumable: job.kind !== 'fix' } };
}
