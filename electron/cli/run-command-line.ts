import { CommanderError, type Command } from 'commander';
import { VmkitError } from '../../shared/errors.ts';
import type { Call } from '../../shared/ipc.ts';
import { globalOptions, type Context, type EventSource, type GlobalOptions, type Io } from './context.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { buildProgram } from './program.ts';
import { reportError } from './report-error.ts';
import { exitCodeOfResult, helpHint, type Runner } from './verb.ts';

/** Services as the command line needs them. */
export interface OpenedServices {
  readonly call: Call;
  readonly events: EventSource;
  readonly close: () => Promise<void>;
}
export type OpenServices = (options: {
  readonly uri: string | null;
  readonly interactive: boolean;
}) => Promise<OpenedServices>;

/**
 * Runs one command line (without the program's name) and gives its exit code. Services are opened only for commands
 * that use them, so that help and wrong usage answer at once.
 */
export async function runCommandLine(
  argv: readonly string[],
  io: Io,
  open: OpenServices,
  version: string,
): Promise<number> {
  let code: number = EXIT.done;
  const runner: Runner = async (options, work) => {
    code = await runWork(options, work, io, open);
  };
  const program = buildProgram(io, runner, version);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return exitCodeOf(reportError(asUsage(error, commandIn(program, argv)), io.err, optionsIn(argv)).code);
  }
}

async function runWork(
  options: GlobalOptions,
  work: (context: Context) => Promise<number | void>,
  io: Io,
  open: OpenServices,
): Promise<number> {
  let services: OpenedServices | undefined;
  try {
    services = await open({ uri: options.connect ?? null, interactive: io.interactive });
    const call = abortable(services.call, io.signal);
    return exitCodeOfResult(await work({ call, events: services.events, io, options }));
  } catch (error) {
    return exitCodeOf(reportError(error, io.err, options).code);
  } finally {
    await services?.close();
  }
}

// Every call ends when the user interrupts, unless it says otherwise.
function abortable(call: Call, signal: AbortSignal): Call {
  return (name, input, options) =>
    options === undefined ? call(name, input, { signal }) : call(name, input, { signal, ...options });
}

// What was parsed so far is lost when commander gives up, so the error's form is read from the words themselves.
function optionsIn(argv: readonly string[]): GlobalOptions {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  return globalOptions.parse({ json: words.includes('--json'), verbose: words.includes('--verbose') });
}

// The command that the words name, as far as they name one: its help is the next step.
function commandIn(program: Command, argv: readonly string[]): Command {
  return argv.reduce((at, word) => at.commands.find((one) => one.name() === word) ?? at, program);
}

function asUsage(error: unknown, command: Command): unknown {
  if (!(error instanceof CommanderError)) return error;
  const help = error.code === 'commander.help';
  const text = help ? 'No command was given.' : sentence(error.message);
  return new VmkitError('input.invalid', text, { hint: helpHint(command) });
}

// Commander writes `error: unknown option '--dsk'\n(Did you mean --disk?)`.
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?)]$/.test(text) ? '' : '.'}`;
}
