import { rm, rmdir, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { findTracing } from './find-tracing.ts';
import { Freezer } from './freezer.ts';
import { guardOrder, type GuardAnswer, type GuardOrder } from './guard-messages.ts';

/** Argument by which a program of ours starts as the guard. */
export const GUARD_ARGUMENT = '--guard';

/**
 * The guard: a process of its own that freezes and thaws, so that nothing stays frozen whatever else dies. When its
 * input closes it thaws, removes trace instances and folders in memory, and the promise settles.
 */
export async function serveGuard(): Promise<void> {
  process.umask(0o077);
  const guard = new Guard();
  process.stdout.on('error', () => undefined); // whoever started us is gone; what is left to do stays the same
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const)
    process.on(signal, () => process.stdin.destroy());
  await writeFile('/proc/self/oom_score_adj', '-1000').catch(() => undefined);
  send({ kind: 'ready', pid: process.pid, ...(await findTracing()) });
  let turn = Promise.resolve();
  await new Promise<void>((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      turn = turn.then(async () => send(await guard.obey(guardOrder.parse(JSON.parse(line)))));
      turn.catch(() => process.stdin.destroy());
    });
    lines.on('close', resolve);
    process.stdin.on('close', resolve);
  });
  await guard.end();
}

function send(answer: GuardAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

class Guard {
  readonly #freezer = new Freezer();
  #instances: readonly string[] = [];
  #folders: readonly string[] = [];

  async obey(order: GuardOrder): Promise<GuardAnswer> {
    if (order.kind === 'watch') {
      this.#instances = order.instances;
      this.#folders = order.folders;
      return { kind: 'watching' };
    }
    if (order.kind === 'thaw') return { kind: 'thawed', ...(await this.#freezer.thaw()) };
    try {
      return { kind: 'frozen', skipped: [...(await this.#freezer.freeze(order.paths))] };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async end(): Promise<void> {
    await this.#freezer.thaw();
    for (const path of this.#instances) {
      await writeFile(`${path}/events/enable`, '0').catch(() => undefined);
      await rmdir(path).catch(() => undefined);
    }
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }
}
