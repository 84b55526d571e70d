import type { Readable, Writable } from 'node:stream';
import { fromEnvelope, throwIfAborted } from '../../shared/errors.ts';
import type { VmkitError } from '../../shared/errors.ts';
import { progressReport } from '../../shared/model/job.ts';
import type { Report } from '../../shared/model/job.ts';
import { readJsonLines } from './lines.ts';
import { launchHelper } from './launch.ts';
import { helperMessage } from './protocol.ts';
import type { HelperInput, HelperMessage, HelperOperation, HelperOutputs } from './protocol.ts';

export interface HelperCallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
}

/** The application's side of the root helper. It is started at the first call, once, and ends with us. */
export interface Helper {
  /** True once it runs: asking it then shows no password question. */
  readonly running: boolean;
  /**
   * Runs one operation with root's rights.
   * @throws VmkitError `helper.missing`, `helper.unauthorized`, `helper.died`, `cancelled`, and the operation's own.
   */
  call<N extends HelperOperation>(
    operation: N,
    input: HelperInput<N>,
    options?: HelperCallOptions,
  ): Promise<HelperOutputs[N]>;
  close(): Promise<void>;
}

/** Both ends of a helper's pipes, and how it ended. */
export interface HelperPipes {
  readonly input: Writable;
  readonly output: Readable;
  /** Settles with the reason when the helper is gone. */
  readonly ended: Promise<VmkitError>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: VmkitError) => void;
  readonly report: Report | undefined;
}

/** A helper that is launched by `launch` when it is first needed, and again after it has died. */
export function createHelper(launch: () => Promise<HelperPipes> = launchHelper): Helper {
  let session: Promise<HelperSession> | undefined;
  let current: HelperSession | undefined;
  const open = (): Promise<HelperSession> => {
    session ??= launch().then((pipes) => {
      const opened = new HelperSession(pipes, () => {
        session = undefined;
        current = undefined;
      });
      current = opened;
      return opened;
    });
    session.catch(() => {
      session = undefined;
    });
    return session;
  };
  return {
    get running() {
      return current !== undefined;
    },
    async call(operation, input, options = {}) {
      throwIfAborted(options.signal);
      return (await open()).call(operation, input, options);
    },
    async close() {
      await current?.close();
    },
  };
}

class HelperSession {
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #gone: VmkitError | undefined;

  constructor(
    private readonly pipes: HelperPipes,
    private readonly onGone: () => void,
  ) {
    readJsonLines(
      pipes.output,
      (line) => this.#receive(line),
      () => undefined,
    );
    void pipes.ended.then((reason) => this.#end(reason));
  }

  call<N extends HelperOperation>(
    operation: N,
    input: HelperInput<N>,
    options: HelperCallOptions,
  ): Promise<HelperOutputs[N]> {
    if (this.#gone) return Promise.reject(this.#gone);
    const id = this.#nextId++;
    const { signal } = options;
    const cancel = (): void => this.#send({ kind: 'cancel', id });
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, report: options.report });
      this.#send({ kind: 'call', id, operation, input });
    });
    signal?.addEventListener('abort', cancel, { once: true });
    // The helper is our own program, of this very version: its values have the shapes of the protocol.
    return answer.finally(() => signal?.removeEventListener('abort', cancel)) as Promise<HelperOutputs[N]>;
  }

  async close(): Promise<void> {
    this.pipes.input.end();
    await this.pipes.ended;
  }

  #send(message: unknown): void {
    this.pipes.input.write(`${JSON.stringify(message)}\n`);
  }

  #receive(line: unknown): void {
    const message = helperMessage.parse(line);
    const waiting = this.#waiting.get(message.id);
    if (waiting) this.#settle(message, waiting);
  }

  #settle(message: HelperMessage, waiting: Waiting): void {
    if (message.kind === 'report') return waiting.report?.(progressReport.parse(message.report));
    this.#waiting.delete(message.id);
    if (message.kind === 'value') return waiting.resolve(message.value);
    return waiting.reject(fromEnvelope(message.error));
  }

  #end(reason: VmkitError): void {
    this.#gone = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
    this.onGone();
  }
}
