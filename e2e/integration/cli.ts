import { resolve } from 'node:path';
import { execa } from 'execa';

const CHECKOUT = resolve(import.meta.dirname, '../..');

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs the built command line as a user types it; never rejects. */
export async function vmkit(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const result = await execa(process.execPath, [resolve(CHECKOUT, 'out/main/cli.js'), ...args], {
    reject: false,
    stdin: 'ignore',
    env: { ...options.env },
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  });
  return { exitCode: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr };
}

/** Runs the command line with `--json` and reads its one document; rejects with its output where it fails. */
export async function vmkitJson(args: readonly string[], options: CliOptions = {}): Promise<unknown> {
  const { exitCode, stdout, stderr } = await vmkit([...args, '--json'], options);
  if (exitCode !== 0) throw new Error(`vmkit ${args.join(' ')} → ${exitCode}\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}
