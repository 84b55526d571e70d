import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rmdir, writeFile, type FileHandle } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { VmkitError } from '../../../shared/errors.ts';

/** For each CPU: some 100,000 events, and no more than 128 MiB in all. */
const BUFFER_KIB = 8 * 1024;
const BUFFER_TOTAL_KIB = 128 * 1024;
const READ_BYTES = 64 * 1024;
let counter = 0;

/**
 * A trace instance of our own that shows every finished request of one disk (Documentation/trace/ftrace.rst, Instances).
 * It disturbs no other tracer. It outlives its maker: whoever starts one tells the guard of `path` first.
 */
export class TraceInstance {
  #rest = '';

  private constructor(
    readonly path: string,
    private readonly pipe: FileHandle,
  ) {}

  /** Where an instance of this process will be, below a mounted tracefs. */
  static newPath(tracing: string): string {
    counter += 1;
    return `${tracing}/instances/vmkit-${process.pid}-${counter}`;
  }

  /**
   * @param number `8:0`.
   * @throws VmkitError `not-supported` where the kernel refuses (lockdown, no block events).
   */
  static async start(path: string, number: string): Promise<TraceInstance> {
    try {
      await mkdir(path);
      return await prepare(path, number, (pipe) => new TraceInstance(path, pipe));
    } catch (cause) {
      await rmdir(path).catch(() => undefined);
      throw noTracing(cause);
    }
  }

  /** Every line since the last call. What had happened before the call is in it (trace_pipe is empty only then). */
  async drain(onLine: (line: string) => void): Promise<void> {
    const buffer = Buffer.alloc(READ_BYTES);
    for (;;) {
      const bytes = await this.#read(buffer);
      if (bytes === 0) return;
      const lines = (this.#rest + buffer.toString('latin1', 0, bytes)).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  }

  /** Events that the kernel threw away because nobody had read them in time. */
  async overruns(): Promise<number> {
    let sum = 0;
    for (const cpu of await readdir(`${this.path}/per_cpu`)) {
      const stats = await readFile(`${this.path}/per_cpu/${cpu}/stats`, 'utf8');
      for (const [, count] of stats.matchAll(/^(?:overrun|dropped events|commit overrun): (\d+)/gm)) {
        sum += Number(count);
      }
    }
    return sum;
  }

  async close(): Promise<void> {
    await this.pipe.close();
    await writeFile(`${this.path}/events/block/block_rq_complete/enable`, '0').catch(() => undefined);
    await rmdir(this.path).catch(() => undefined);
  }

  async #read(buffer: Buffer): Promise<number> {
    try {
      return (await this.pipe.read(buffer, 0, buffer.length, null)).bytesRead;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
      throw error;
    }
  }
}

async function prepare<T>(path: string, number: string, made: (pipe: FileHandle) => T): Promise<T> {
  const [major = 0, minor = 0] = number.split(':').map(Number);
  const event = `${path}/events/block/block_rq_complete`;
  const kib = Math.max(256, Math.min(BUFFER_KIB, Math.floor(BUFFER_TOTAL_KIB / availableParallelism())));
  await writeFile(`${path}/buffer_size_kb`, String(kib));
  // Without it each line would start with the name of a process, which may hold anything.
  await writeFile(`${path}/options/context-info`, '0');
  await writeFile(`${event}/filter`, `dev == ${major * 2 ** 20 + minor}`); // MKDEV of include/linux/kdev_t.h
  const pipe = await open(`${path}/trace_pipe`, constants.O_RDONLY | constants.O_NONBLOCK);
  await writeFile(`${event}/enable`, '1').catch(async (error: unknown) => {
    await pipe.close();
    throw error;
  });
  return made(pipe);
}

/** The refusal where writes cannot be followed. */
export function noTracing(cause: unknown): VmkitError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new VmkitError('not-supported', `The kernel does not let VMKit follow writes to a disk: ${reason}`, {
    hint: 'Kernel lockdown or a container forbids tracing. Unmount the disk and capture it at rest, or accept --consistency best-effort.',
    cause,
  });
}
