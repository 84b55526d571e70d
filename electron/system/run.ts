import { execa, type ExecaError } from 'execa';
import { VmkitError } from '../../shared/errors.ts';

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; 30 s unless told otherwise. 0: no limit. */
  readonly timeoutMs?: number;
  /** Exit codes that are not failures. */
  readonly okExitCodes?: readonly number[];
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with each line of standard output (and carriage-return updates) as it comes. */
  readonly onLine?: (line: string) => void;
  /** As `onLine`, for standard error. */
  readonly onErrorLine?: (line: string) => void;
  /** Kill the program when this process dies, however it dies (prctl PDEATHSIG through setpriv). On by default for root. */
  readonly dieWithParent?: boolean;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const STDERR_KEPT = 4000;

/**
 * Runs a program and waits for its end: the only way this software starts child processes.
 * `argv[0]` is looked up in PATH (sbin included); there is never a shell. `LC_ALL=C` is forced.
 * @throws VmkitError `program.missing`, `program.failed` (detail: argv, exitCode, stderr), `program.timeout`, `cancelled`.
 */
export async function run(
  argv: readonly [string, ...string[]],
  options: RunOptions = {},
): Promise<RunResult> {
  if (options.signal?.aborted) throw new VmkitError('cancelled', 'Cancelled.');
  const [file, ...args] = withParent(argv, options.dieWithParent ?? true);
  const child = execa(file, args, {
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 256 * 1024 ** 2,
    env: { LC_ALL: 'C', PATH: searchPath(), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    timeout: options.timeoutMs ?? 30_000,
    forceKillAfterDelay: 2000,
  });
  pipeLines(child.stdout, options.onLine);
  pipeLines(child.stderr, options.onErrorLine);
  const result = await child;
  return judge(argv, result, options.okExitCodes ?? [0]);
}

interface Settled {
  readonly stdout?: unknown;
  readonly stderr?: unknown;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly timedOut: boolean;
  readonly isCanceled: boolean;
  readonly code?: string | undefined;
  readonly cause?: unknown;
}

function judge(argv: readonly string[], result: Settled, okExitCodes: readonly number[]): RunResult {
  const name = argv[0] ?? '';
  const stdout = text(result.stdout);
  const stderr = text(result.stderr);
  if (result.isCanceled) throw new VmkitError('cancelled', 'Cancelled.');
  if (result.timedOut) {
    throw new VmkitError('program.timeout', `${name} did not finish in time.`, {
      detail: { argv: [...argv] },
    });
  }
  if (result.code === 'ENOENT' || result.exitCode === 127) throw missing(name, result.cause);
  if (result.exitCode === undefined || !okExitCodes.includes(result.exitCode)) {
    const how =
      result.exitCode === undefined
        ? `ended by ${result.signal ?? 'a signal'}`
        : `exit code ${result.exitCode}`;
    const last = stderr.trim().split('\n').at(-1) ?? '';
    throw new VmkitError('program.failed', `${name} failed (${how})${last ? `: ${last}` : ''}.`, {
      detail: {
        argv: [...argv],
        exitCode: result.exitCode ?? null,
        signal: result.signal ?? null,
        stderr: stderr.slice(-STDERR_KEPT),
      },
      cause: result.cause as ExecaError | undefined,
    });
  }
  return { stdout, stderr, exitCode: result.exitCode };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function missing(name: string, cause: unknown): VmkitError {
  return new VmkitError('program.missing', `The program ${name} is not installed.`, {
    hint: 'Run `vmkit doctor --fix`, which installs what is missing.',
    detail: { program: name },
    cause,
  });
}

/** PATH with the sbin folders, which ordinary users often lack. */
export function searchPath(): string {
  const parts = (process.env.PATH ?? '').split(':').filter(Boolean);
  for (const folder of ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']) {
    if (!parts.includes(folder)) parts.push(folder);
  }
  return parts.join(':');
}

// execvp through setpriv: an own child that dies with us even after `kill -9` (prctl(2), PR_SET_PDEATHSIG).
function withParent(argv: readonly [string, ...string[]], wanted: boolean): [string, ...string[]] {
  return wanted ? ['setpriv', '--pdeathsig', 'KILL', '--', ...argv] : [...argv];
}

function pipeLines(
  stream: NodeJS.ReadableStream | null | undefined,
  listener: ((line: string) => void) | undefined,
): void {
  if (!stream || !listener) return;
  let rest = '';
  stream.on('data', (chunk: Buffer | string) => {
    const lines = (rest + chunk.toString()).split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) listener(line);
  });
  stream.on('end', () => {
    if (rest) listener(rest);
  });
}
