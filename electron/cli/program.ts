import { Command } from 'commander';
import { completionVerb } from './completion/completion.ts';
import type { Io } from './context.ts';
import { doctorVerb } from './doctor.ts';
import { hostVerbs } from './host/host.ts';
import { jobVerbs } from './jobs.ts';
import { machineVerbs } from './machine.ts';
import { networkVerbs } from './network.ts';
import { storageVerbs } from './storage.ts';
import { addGroup, examplesText, type Runner } from './verb.ts';

const EXAMPLES = [
  'vmkit doctor',
  'vmkit host info',
  'vmkit storage create-repo captures /srv/captures',
  'vmkit host capture web --disk /dev/sdb --repo captures --dry-run',
  'vmkit host virtualize web --from-capture web --network default --start',
];

/** The whole tree of commands. Throws instead of ending the process; errors are not printed here. */
export function buildProgram(io: Io, runner: Runner, version: string): Command {
  const program = new Command('vmkit');
  settle(program, io);
  program
    .description('Turns this computer into a virtual machine, and manages storage, networks and machines.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .option('--connect <uri>', 'libvirt to use (default: the system daemon, else the session daemon)')
    .option('--yes', 'answer yes to every question')
    .option('--dry-run', 'print the plan and the equivalent virsh commands, change nothing')
    .option('--json', 'one JSON document on standard output; errors and progress as JSON lines')
    .option('--quiet', 'no progress and no notes')
    .option('--verbose', 'more detail: whole lists, the log of a job, the facts of an error')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', examplesText(EXAMPLES));
  addGroup(program, runner, 'host', 'inspect, capture and virtualize this computer', hostVerbs);
  addGroup(program, runner, 'storage', 'storage repositories', storageVerbs);
  addGroup(program, runner, 'network', 'networks that machines plug into', networkVerbs);
  addGroup(program, runner, 'machine', 'virtual machines', machineVerbs);
  addGroup(program, runner, 'jobs', 'work that is running, done or interrupted', jobVerbs);
  doctorVerb(program, runner);
  completionVerb(program, io);
  return program;
}

// Subcommands inherit these settings as they are created.
function settle(program: Command, io: Io): void {
  program.exitOverride().showSuggestionAfterError(true);
  program.configureOutput({
    writeOut: (text) => io.out.write(text),
    writeErr: (text) => io.err.write(text),
    outputError: () => undefined,
    getOutHelpWidth: () => Math.min(io.out.columns, 100),
    getErrHelpWidth: () => Math.min(io.err.columns, 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}
