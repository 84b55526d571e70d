import { Argument, type Command } from 'commander';
import type { Io } from '../context.ts';
import { examplesText } from '../verb.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { completionTree, type CompletionNode } from './tree.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: Readonly<Record<string, (nodes: readonly CompletionNode[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const EXAMPLES = [
  'eval "$(vmkit completion bash)"',
  'source <(vmkit completion zsh)',
  'vmkit completion fish > ~/.config/fish/completions/vmkit.fish',
];

/** `vmkit completion SHELL`: needs no services, only the tree of commands. */
export function completionVerb(program: Command, io: Io): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', examplesText(EXAMPLES))
    .action((shell: string) => io.out.write(SCRIPTS[shell]?.(completionTree(program)) ?? ''));
}
