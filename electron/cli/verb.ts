import type { Command, Option } from 'commander';
import type { z } from 'zod';
import { globalOptions, type Context, type GlobalOptions } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { usageError } from './usage-error.ts';

/** One command: `vmkit GROUP VERB`. */
export interface VerbSpec<Schema extends z.ZodType> {
  /** Name and arguments as commander writes them: `show <name>`. */
  readonly usage: string;
  readonly summary: string;
  /** More for `--help`. */
  readonly description?: string;
  readonly options?: readonly Option[];
  /** Arguments and options by their names, checked and narrowed. */
  readonly input: Schema;
  /** Whole command lines, shown by `--help`. */
  readonly examples: readonly string[];
  /** May give another exit code than 0. */
  readonly run: (context: Context, input: z.output<Schema>) => Promise<number | void>;
}

/** Runs a command's work with services opened for these options. */
export type Runner = (
  options: GlobalOptions,
  work: (context: Context) => Promise<number | void>,
) => Promise<void>;

/** Adds the command to its group. */
export type Verb = (group: Command, runner: Runner) => void;

export function verb<Schema extends z.ZodType>(spec: VerbSpec<Schema>): Verb {
  return (group, runner) => {
    const command = group.command(spec.usage).summary(spec.summary);
    command.description(spec.description ?? spec.summary);
    for (const option of spec.options ?? []) command.addOption(option);
    command.addHelpText('after', examplesText(spec.examples));
    command.action(async () => {
      const input = parseInput(spec.input, command);
      await runner(parseGlobals(command), (context) => spec.run(context, input));
    });
  };
}

export function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`;
}

/** Adds a group of commands. */
export function addGroup(
  program: Command,
  runner: Runner,
  name: string,
  summary: string,
  verbs: readonly Verb[],
): void {
  const group = program.command(name).description(summary);
  for (const add of verbs) add(group, runner);
}

function parseGlobals(command: Command): GlobalOptions {
  return parse(globalOptions, command.optsWithGlobals(), command);
}

function parseInput<Schema extends z.ZodType>(schema: Schema, command: Command): z.output<Schema> {
  const names = command.registeredArguments.map((argument) => argument.name());
  const values = Object.fromEntries(names.map((name, index) => [name, command.processedArgs[index]]));
  return parse(schema, { ...command.opts(), ...values }, command);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, command: Command): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  const isArgument = command.registeredArguments.some((argument) => argument.name() === name);
  const label = isArgument ? name.toUpperCase() : `--${dashed(name)}`;
  throw usageError(`${label}: ${issue?.message ?? 'not valid'}`, helpHint(command));
}

/** The next step after wrong usage of this command. */
export function helpHint(command: Command): string {
  const words: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) words.unshift(at.name());
  return `\`${words.join(' ')} --help\` shows what it takes, with examples.`;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The exit code that a command's result stands for. */
export function exitCodeOfResult(result: number | void): number {
  return typeof result === 'number' ? result : EXIT.done;
}
