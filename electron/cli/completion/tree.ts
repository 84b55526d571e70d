import type { Command, Option } from 'commander';

/** What can be typed after a command's words. */
export interface CompletionNode {
  /** Words before: `host capture`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly flag: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Every command of the tree with its own and the global options, so that no script is written by hand. */
export function completionTree(program: Command): CompletionNode[] {
  const global = program.options.map(toOption);
  const visit = (command: Command, path: readonly string[]): CompletionNode[] => [
    {
      path: path.join(' '),
      commands: command.commands.map((one) => ({
        name: one.name(),
        summary: one.summary() || one.description(),
      })),
      options: [...(command === program ? [] : command.options.map(toOption)), ...global],
    },
    ...command.commands.flatMap((one) => visit(one, [...path, one.name()])),
  ];
  return visit(program, []);
}

function toOption(option: Option): CompletionOption {
  return {
    flag: option.long ?? option.flags,
    summary: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}

/** Options that take a value, so that a script does not take the value for a command. */
export function valueFlags(nodes: readonly CompletionNode[]): string[] {
  const flags = nodes.flatMap((node) => node.options.filter((one) => one.takesValue).map((one) => one.flag));
  return [...new Set(flags)].sort();
}

/** Choices of each option that has some; the same wherever the option stands. */
export function choicesByFlag(nodes: readonly CompletionNode[]): Map<string, readonly string[]> {
  const options = nodes.flatMap((node) => node.options);
  return new Map(options.filter((one) => one.choices.length > 0).map((one) => [one.flag, one.choices]));
}
