import { resolve } from 'node:path';
import { z } from 'zod';
import { VmkitError } from '../../shared/errors.ts';
import {
  createRepositoryRequest,
  type CreateRepositoryRequest,
  type Repository,
} from '../../shared/model/storage.ts';
import { formatBytes } from '../../shared/units.ts';
import { note, print, type Context } from './context.ts';
import { printSimplePlan } from './dry-run.ts';
import { facts } from './output/facts.ts';
import { printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { table, type Column } from './output/table.ts';
import { stateColour, yesNo } from './output/words.ts';
import { verb } from './verb.ts';

export async function listRepositories(context: Context): Promise<void> {
  const repositories = await context.call('storage.list', {});
  if (context.options.json) return printJson(context, repositories);
  if (repositories.length === 0) {
    return note(
      context,
      'No storage repositories. Make one: vmkit storage create-repo captures /srv/captures',
    );
  }
  const { out } = context.io;
  const shape: Column<Repository>[] = [
    { title: 'NAME', value: (one) => one.name },
    { title: 'STATE', value: (one) => one.state, style: (one, cell) => stateColour(out, one.state, cell) },
    { title: 'TYPE', value: (one) => one.type },
    { title: 'SIZE', value: (one) => formatBytes(one.capacityBytes), align: 'right' },
    { title: 'FREE', value: (one) => formatBytes(one.availableBytes), align: 'right' },
    { title: 'AUTOSTART', value: (one) => yesNo(one.autostart) },
    { title: 'PATH', value: (one) => one.path ?? '' },
  ];
  print(context, table(repositories, shape, out.columns, out.colour.bold));
}

/** @throws VmkitError `repository.not-found`. */
export async function showRepository(context: Context, input: { readonly name: string }): Promise<void> {
  const repositories = await context.call('storage.list', {});
  const repository = repositories.find((one) => one.name === input.name || one.uuid === input.name);
  if (!repository) {
    throw new VmkitError('repository.not-found', `There is no storage repository "${input.name}".`, {
      hint: '`vmkit storage list-repos` shows those there are.',
    });
  }
  if (context.options.json) return printJson(context, repository);
  print(context, [context.io.out.colour.bold(neutralise(repository.name)), ...repositoryFacts(repository)]);
}

function repositoryFacts(repository: Repository): string[] {
  return facts([
    ['State', repository.state],
    ['Type', repository.type],
    ['Path', repository.path],
    ['Size', formatBytes(repository.capacityBytes)],
    ['Allocated', formatBytes(repository.allocationBytes)],
    ['Free', formatBytes(repository.availableBytes)],
    ['Autostart', yesNo(repository.autostart)],
    ['UUID', repository.uuid],
  ]);
}

/** A relative path counts from the current directory. */
export async function createRepository(context: Context, input: CreateRepositoryRequest): Promise<void> {
  if (context.options.dryRun) return printSimplePlan(context, createPlan(input));
  const repository = await context.call('storage.create', input);
  if (context.options.json) return printJson(context, repository);
  const free = formatBytes(repository.availableBytes);
  print(context, [
    `Created the repository ${neutralise(repository.name)} at ${neutralise(input.path)}, ${free} free.`,
  ]);
}

function createPlan({ name, path }: CreateRepositoryRequest): Parameters<typeof printSimplePlan>[1] {
  return {
    steps: [
      `Define the directory repository ${name}`,
      `Create ${path} where it is missing`,
      'Start it, now and with the host',
    ],
    vmkit: ['storage', 'create-repo', name, path],
    virsh: [
      ['pool-define-as', name, 'dir', '--target', path],
      ['pool-build', name],
      ['pool-start', name],
      ['pool-autostart', name],
    ],
  };
}

const named = z.object({ name: z.string() });

export const storageVerbs = [
  verb({
    usage: 'list-repos',
    summary: 'list storage repositories',
    input: z.object({}),
    examples: ['vmkit storage list-repos', 'vmkit storage list-repos --json'],
    run: listRepositories,
  }),
  verb({
    usage: 'show-repo <name>',
    summary: 'show one storage repository',
    input: named,
    examples: ['vmkit storage show-repo captures'],
    run: showRepository,
  }),
  verb({
    usage: 'create-repo <name> <path>',
    summary: 'make a directory a storage repository',
    input: z.object({
      name: createRepositoryRequest.shape.name,
      path: z
        .string()
        .min(1)
        .transform((path) => resolve(path))
        .pipe(createRepositoryRequest.shape.path),
    }),
    examples: [
      'vmkit storage create-repo captures /srv/captures',
      'vmkit storage create-repo captures /srv/captures --dry-run',
    ],
    run: createRepository,
  }),
];
