import type { EquivalentCommands } from '../../shared/model/job.ts';
import { print, type Context } from './context.ts';
import { printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { quoteCommand } from '../../shared/command-words.ts';

/** A change that is one call: what it does, and the same as words of a command line. */
export interface SimplePlan {
  readonly steps: readonly string[];
  readonly vmkit: readonly string[];
  readonly virsh: readonly (readonly string[])[];
}

/** Prints what would be done, and the commands that amount to it, without doing it. */
export function printSimplePlan(context: Context, plan: SimplePlan): void {
  const commands = toCommands(plan, context.options.connect);
  if (context.options.json) {
    printJson(context, { steps: plan.steps, commands });
    return;
  }
  const steps = plan.steps.map((step, index) => `  ${index + 1}. ${neutralise(step)}`);
  print(context, ['Plan (nothing is done):', ...steps, ...commandLines(commands)]);
}

/** The lines under `Equivalent commands`. */
export function commandLines(commands: EquivalentCommands): string[] {
  const lines = [commands.vmkit, ...commands.virsh].filter((line) => line !== '');
  return lines.length === 0 ? [] : ['Equivalent commands:', ...lines.map((line) => `  ${neutralise(line)}`)];
}

function toCommands(plan: SimplePlan, uri: string | undefined): EquivalentCommands {
  const connect = uri === undefined ? [] : ['--connect', uri];
  return {
    vmkit: quoteCommand(['vmkit', ...connect, ...plan.vmkit]),
    virsh: plan.virsh.map((words) => quoteCommand(['virsh', ...connect, ...words])),
  };
}
