import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { isVmkitError, toEnvelope, VmkitError } from '../../../shared/errors.ts';
import type { Job, ProgressReport, Report } from '../../../shared/model/job.ts';
import type { EventBus } from '../event-bus.ts';
import { fold } from './fold.ts';
import { processStartTime } from './job-store.ts';
import type { JobRecord, JobStore } from './job-store.ts';

/** What starts a job. */
export interface JobDescription {
  readonly kind: Job['kind'];
  readonly title: string;
  readonly phases: Job['phases'];
  readonly steps: Job['steps'];
  readonly commands: Job['commands'];
  /** What `resume` needs to go on. */
  readonly request: unknown;
}

export interface JobContext {
  readonly signal: AbortSignal;
  readonly report: Report;
}
type Work = (context: JobContext) => Promise<NonNullable<Job['result']>>;

interface Running {
  record: JobRecord;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  writing: Promise<void>;
}

const SAVE_MS = 1000;

/** Runs jobs of this process, keeps all jobs on disk, and tells of changes, those made by other processes included. */
export class Jobs {
  readonly #running = new Map<string, Running>();
  #watcher: FSWatcher | undefined;
  #saved = new Map<string, number>();

  constructor(
    private readonly store: JobStore,
    private readonly events: EventBus,
  ) {}

  /** Starts to hear of cancel requests and of jobs that other processes run. */
  async open(): Promise<void> {
    try {
      await this.store.makeFolder();
      this.#watch();
    } catch {
      // Everything that is no job works without the folder; starting one says what is wrong.
    }
  }

  #watch(): void {
    this.#watcher = watch(this.store.folder, { persistent: false }, (_event, name) => {
      if (name?.endsWith('.cancel')) this.#takeCancels();
      else if (name?.endsWith('.json') && !name.startsWith('.'))
        void this.#announce(name.slice(0, -'.json'.length));
    });
    this.#watcher.on('error', () => undefined);
  }

  /** Starts work as a job and returns it at once. @throws VmkitError `file.failed` where it cannot be kept */
  async start(description: JobDescription, work: Work): Promise<Job> {
    const { request, ...rest } = description;
    const id = randomUUID();
    const job: Job = {
      ...rest,
      id,
      state: 'running',
      createdAt: new Date().toISOString(),
      finishedAt: null,
      fraction: 0,
      progress: null,
      log: [],
      result: null,
      error: null,
      undone: [],
      resumable: false,
      pid: process.pid,
    };
    const record = { job, request, processStart: processStartTime(process.pid) ?? '' };
    await this.store.write(record).catch((error: unknown) => {
      throw notKept(this.store.folder, error);
    });
    const abort = new AbortController();
    // One job, many listeners: each section of the inventory and each program hears of a cancel.
    setMaxListeners(0, abort.signal);
    const running: Running = { record, abort, writing: Promise.resolve(), done: Promise.resolve() };
    this.#running.set(id, running);
    Object.assign(running, { done: this.#work(running, work) });
    this.events.emit('job.changed', job);
    return job;
  }

  /** Settles when a job of this process has ended. */
  async ended(id: string): Promise<Job> {
    await this.#running.get(id)?.done;
    return this.show(id);
  }

  async list(): Promise<readonly Job[]> {
    return (await this.store.list()).map(({ job }) => this.#running.get(job.id)?.record.job ?? job);
  }

  /** @throws VmkitError `job.not-found` */
  async show(id: string): Promise<Job> {
    return (await this.record(id)).job;
  }

  /** @throws VmkitError `job.not-found` */
  async record(id: string): Promise<JobRecord> {
    const record = this.#running.get(id)?.record ?? (await this.store.read(id));
    if (!record)
      throw new VmkitError('job.not-found', 'There is no such job.', {
        hint: 'See `vmkit jobs list`.',
        detail: { id },
      });
    return record;
  }

  /** Cancels a job, waits until it has cleaned up, and returns it. @throws VmkitError `job.not-found`, `job.finished` */
  async cancel(id: string): Promise<Job> {
    const { job } = await this.record(id);
    if (job.state !== 'running') throw new VmkitError('job.finished', 'This job is not running any more.');
    const own = this.#running.get(id);
    if (!own) {
      await this.store.requestCancel(id);
      return this.show(id);
    }
    own.abort.abort(new VmkitError('cancelled', 'Cancelled.'));
    return this.ended(id);
  }

  /** Removes a job from the list. @throws VmkitError `job.not-found`, `machine.state` never */
  async discard(id: string): Promise<void> {
    const { job } = await this.record(id);
    if (job.state === 'running')
      throw new VmkitError('job.finished', 'This job is still running; cancel it first.');
    await this.store.remove(id);
    this.events.emit('job.removed', { id });
  }

  get anyRunning(): boolean {
    return this.#running.size > 0;
  }

  /** Cancels what runs here, waits for the clean-up, stops listening. */
  async close(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort(new VmkitError('cancelled', 'Cancelled.'));
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    this.#watcher?.close();
  }

  async #work(running: Running, work: Work): Promise<void> {
    const report = (progress: ProgressReport): void => {
      this.#update(running, fold(running.record.job, progress, new Date().toISOString()));
    };
    try {
      const result = await work({ signal: running.abort.signal, report });
      const phases = running.record.job.phases.map((phase) => ({ ...phase, state: 'done' as const }));
      this.#update(running, {
        ...running.record.job,
        phases,
        result,
        state: 'done',
        fraction: 1,
        progress: null,
      });
    } catch (error) {
      this.#update(running, failed(running.record.job, error));
    }
    const { job } = running.record;
    running.record = { ...running.record, job: { ...job, finishedAt: new Date().toISOString() } };
    await running.writing;
    await this.store.write(running.record).catch(() => undefined);
    this.#running.delete(job.id);
    this.#saved.delete(job.id);
    this.events.emit('job.changed', running.record.job);
    await this.store.prune().catch(() => undefined);
  }

  #update(running: Running, job: Job): void {
    running.record = { ...running.record, job };
    if (job.state === 'running') this.events.emit('job.changed', job);
    const now = performance.now();
    if (now - (this.#saved.get(job.id) ?? -Infinity) < SAVE_MS) return;
    this.#saved.set(job.id, now);
    running.writing = running.writing.then(() => this.store.write(running.record)).catch(() => undefined);
  }

  #takeCancels(): void {
    for (const id of this.store.cancelRequests()) {
      const own = this.#running.get(id);
      own?.abort.abort(new VmkitError('cancelled', 'Cancelled.'));
    }
  }

  async #announce(id: string): Promise<void> {
    if (this.#running.has(id)) return;
    const record = await this.store.read(id);
    if (record) this.events.emit('job.changed', record.job);
  }
}

function failed(job: Job, error: unknown): Job {
  const cancelled = isVmkitError(error, 'cancelled');
  const ended = cancelled ? ('cancelled' as const) : ('failed' as const);
  const phases = job.phases.map((phase) => (phase.state === 'running' ? { ...phase, state: ended } : phase));
  const resumable = isVmkitError(error, 'helper.died') && job.kind !== 'fix';
  return {
    ...job,
    phases,
    state: cancelled ? 'cancelled' : resumable ? 'interrupted' : 'failed',
    error: cancelled ? null : toEnvelope(error),
    progress: null,
    resumable,
  };
}

function notKept(folder: string, cause: unknown): VmkitError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new VmkitError('file.failed', `The job cannot be kept in ${folder}: ${why}.`, {
    hint: `Make ${folder} a folder that you may write to, with space left.`,
    detail: { folder },
    cause,
  });
}
