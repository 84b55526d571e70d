import { Option } from 'commander';
import { z } from 'zod';
import type { Job } from '../../shared/model/job.ts';
import { formatElapsed } from '../../shared/units.ts';
import { confirm } from './confirm.ts';
import { note, print, type Context } from './context.ts';
import { printSimplePlan, commandLines } from './dry-run.ts';
import { followJob } from './follow-job.ts';
import { facts } from './output/facts.ts';
import { printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { table, type Column } from './output/table.ts';
import { localTime, stateColour } from './output/words.ts';
import { progressText } from './progress/line-progress.ts';
import { verb } from './verb.ts';

const byId = z.object({ id: z.string() });

export async function listJobs(
  context: Context,
  input: { readonly state?: string | undefined },
): Promise<void> {
  const all = await context.call('jobs.list', {});
  const jobs = input.state === undefined ? all : all.filter((job) => job.state === input.state);
  if (context.options.json) return printJson(context, jobs);
  if (jobs.length === 0) return note(context, 'No jobs. Captures and virtualizations show up here.');
  const { out } = context.io;
  const shape: Column<Job>[] = [
    { title: 'ID', value: (job) => job.id, whole: true },
    { title: 'STATE', value: (job) => job.state, style: (job, cell) => stateColour(out, job.state, cell) },
    { title: 'DONE', value: (job) => `${Math.floor(job.fraction * 100)} %`, align: 'right' },
    { title: 'STARTED', value: (job) => localTime(job.createdAt) },
    { title: 'TOOK', value: took, align: 'right' },
    { title: 'WHAT', value: (job) => job.title },
  ];
  print(context, table(jobs, shape, out.columns, out.colour.bold));
}

export async function showJob(context: Context, input: { readonly id: string }): Promise<void> {
  const job = await context.call('jobs.show', input);
  if (context.options.json) return printJson(context, job);
  const { colour } = context.io.out;
  const state = job.state === 'running' ? `running: ${progressText(job)}` : job.state;
  print(context, [
    colour.bold(neutralise(job.title)),
    ...facts([
      ['ID', job.id],
      ['State', job.resumable ? `${state} (can be resumed)` : state],
      ['Started', localTime(job.createdAt)],
      ['Took', took(job)],
      ['Capture', job.result?.capture ?? null],
      ['Machine', job.result?.machine ?? null],
      ['Error', job.error ? `${job.error.message} [${job.error.code}]` : null],
      ['Next', job.error?.hint ?? null],
    ]),
    ...section(
      'Phases',
      job.phases.map((phase) => `${phase.title}: ${phase.state}`),
    ),
    ...section('Undone', job.undone),
    ...section(
      'Log',
      job.log.map((entry) => `${localTime(entry.at)}  ${entry.text}`),
    ),
    ...(job.commands ? commandLines(job.commands) : []),
  ]);
}

export async function cancelJob(context: Context, input: { readonly id: string }): Promise<void> {
  if (context.options.dryRun) return dry(context, 'cancel', input.id, 'Cancel the job and clean up after it');
  const job = await context.call('jobs.cancel', input);
  if (context.options.json) return printJson(context, job);
  print(context, [
    `${neutralise(job.title)}: ${job.state === 'running' ? 'asked to cancel' : job.state}`,
    ...job.undone.map((text) => `  Undone: ${neutralise(text)}`),
  ]);
}

export async function resumeJob(context: Context, input: { readonly id: string }): Promise<void> {
  if (context.options.dryRun) return dry(context, 'resume', input.id, 'Go on from what is on disk');
  const job = await followJob(context, () => context.call('jobs.resume', input));
  if (context.options.json) return printJson(context, job);
  print(context, [`${neutralise(job.title)}: ${job.state}`]);
}

export async function discardJob(context: Context, input: { readonly id: string }): Promise<void> {
  const job = await context.call('jobs.show', input);
  if (context.options.dryRun) return dry(context, 'discard', job.id, 'Remove the job from the list');
  await confirm(
    context,
    `Remove the job "${neutralise(job.title)}" from the list${job.resumable ? ', so that it cannot be resumed' : ''}?`,
  );
  await context.call('jobs.discard', input);
  if (context.options.json) printJson(context, { discarded: job.id });
  else print(context, [`Discarded: ${neutralise(job.title)}`]);
}

function dry(context: Context, action: string, id: string, step: string): void {
  printSimplePlan(context, { steps: [step], vmkit: ['jobs', action, id], virsh: [] });
}

function took(job: Job): string {
  const end = job.finishedAt === null ? Date.now() : Date.parse(job.finishedAt);
  return job.finishedAt === null && job.state !== 'running'
    ? ''
    : formatElapsed(Math.max(0, end - Date.parse(job.createdAt)));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${neutralise(line)}`)];
}

export const jobVerbs = [
  verb({
    usage: 'list',
    summary: 'list jobs, the running ones too',
    options: [
      new Option('--state <state>', 'only these').choices([
        'running',
        'done',
        'failed',
        'cancelled',
        'interrupted',
      ]),
    ],
    input: z.object({ state: z.string().optional() }),
    examples: [
      'vmkit jobs list',
      'vmkit jobs list --state interrupted',
      "vmkit jobs list --json | jq -r '.[].id'",
    ],
    run: listJobs,
  }),
  verb({
    usage: 'show <id>',
    summary: 'show one job: phases, log, error, what was undone',
    input: byId,
    examples: ['vmkit jobs show ID', 'vmkit jobs show ID --json'],
    run: showJob,
  }),
  verb({
    usage: 'cancel <id>',
    summary: 'cancel a running job and clean up after it',
    input: byId,
    examples: ['vmkit jobs cancel ID'],
    run: cancelJob,
  }),
  verb({
    usage: 'resume <id>',
    summary: 'go on with an interrupted job',
    input: byId,
    examples: ['vmkit jobs list --state interrupted', 'vmkit jobs resume ID'],
    run: resumeJob,
  }),
  verb({
    usage: 'discard <id>',
    summary: 'remove a job that has ended from the list',
    input: byId,
    examples: ['vmkit jobs discard ID', 'vmkit jobs discard ID --yes'],
    run: discardJob,
  }),
];
