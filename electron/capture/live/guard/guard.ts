import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { VmkitError } from '../../../../shared/errors.ts';
import { run } from '../../../system/run.ts';
import { startPiped, type PipedProgram } from '../../../system/start-piped.ts';
import { mountedTracing, MOUNT_ARGUMENT } from './find-tracing.ts';
import { guardAnswer, type GuardAnswer, type GuardOrder } from './guard-messages.ts';
import { GUARD_ARGUMENT } from './serve-guard.ts';

export interface Thawed {
  readonly frozenMs: number;
  /** True where the guard had to thaw before we were done: what was read then counts for nothing. */
  readonly late: boolean;
}

/** Our side of the guard process. */
export class Guard {
  readonly #waiting: ((answer: GuardAnswer) => void)[] = [];
  #frozen: readonly string[] = [];
  #gone = false;
  /** Mounted tracefs as every process reaches it, or null. */
  tracing: string | null = null;
  /** Why there is none. */
  reason = '';
  pid = 0;

  private constructor(private readonly program: PipedProgram) {
    const lines = createInterface({ input: program.output });
    lines.on('line', (line) => this.#waiting.shift()?.(guardAnswer.parse(JSON.parse(line))));
    void program.ended.then(() => this.#lost());
  }

  /** Starts one, in a session of its own. @throws VmkitError `internal` where it does not come up. */
  static async start(): Promise<Guard> {
    const argv = await guardCommand();
    const guard = new Guard(startPiped(argv, { ELECTRON_RUN_AS_NODE: '1' }, { detached: true }));
    const ready = await guard.#next();
    if (ready.kind !== 'ready') {
      throw new VmkitError('internal', 'The guard that thaws file systems could not be started.', {
        detail: { stderr: guard.program.lastError() },
      });
    }
    guard.tracing = ready.tracing;
    guard.reason = ready.reason;
    guard.pid = ready.pid;
    return guard;
  }

  /** Names what the guard takes away if we die, and at the end. */
  async watch(instances: readonly string[], folders: readonly string[]): Promise<void> {
    await this.#ask({ kind: 'watch', instances: [...instances], folders: [...folders] });
  }

  /**
   * Freezes filesystems in this order. From now on nothing may be written to them, by us least of all.
   * @returns paths that cannot be frozen.
   * @throws VmkitError `disk.busy` where one refuses; all are thawed then.
   */
  async freeze(paths: readonly string[]): Promise<readonly string[]> {
    this.#frozen = paths;
    const answer = await this.#ask({ kind: 'freeze', paths: [...paths] });
    if (answer.kind === 'frozen') return answer.skipped;
    this.#frozen = [];
    const why = answer.kind === 'failed' ? answer.message : 'the guard has ended';
    throw new VmkitError('disk.busy', `A file system could not be frozen: ${why}`, {
      hint: 'Another program may hold it frozen (fsfreeze, a backup). Try again when it has finished.',
      detail: { paths: [...paths] },
    });
  }

  async thaw(): Promise<Thawed> {
    const answer = await this.#ask({ kind: 'thaw' });
    this.#frozen = [];
    return answer.kind === 'thawed' ? answer : { frozenMs: 0, late: true };
  }

  /** Ends it. It thaws and cleans up first. */
  async close(): Promise<void> {
    this.program.input.end();
    await this.program.ended;
  }

  async #ask(order: GuardOrder): Promise<GuardAnswer> {
    if (this.#gone) return { kind: 'failed', message: 'the guard has ended' };
    const answer = this.#next();
    this.program.input.write(`${JSON.stringify(order)}\n`);
    return answer;
  }

  #next(): Promise<GuardAnswer> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The guard was killed: then thawing is ours. */
  #lost(): void {
    this.#gone = true;
    const thawed = this.#frozen.map((path) =>
      run(['fsfreeze', '--unfreeze', path], { timeoutMs: 5000 }).catch(() => undefined),
    );
    void Promise.all(thawed).then(() => {
      for (const settle of this.#waiting.splice(0))
        settle({ kind: 'failed', message: 'the guard was killed' });
    });
  }
}

/** From sources: a script of its own. Built: this very file once more, which looks for the argument. */
async function guardCommand(): Promise<readonly [string, ...string[]]> {
  const own = fileURLToPath(import.meta.url);
  const script = own.endsWith('.ts') ? ['--import', 'tsx', own.replace(/guard\.ts$/, 'main.ts')] : [own];
  const node = [process.execPath, ...script, GUARD_ARGUMENT] as const;
  if ((await mountedTracing()) !== null) return node;
  // Mounts made there are seen nowhere else, and end with it.
  return ['unshare', '--mount', '--propagation', 'slave', '--', ...node, MOUNT_ARGUMENT];
}
