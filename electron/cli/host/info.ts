import { Option } from 'commander';
import { z } from 'zod';
import { isVmkitError, toEnvelope } from '../../../shared/errors.ts';
import {
  HOST_SECTION_GROUPS,
  HOST_SECTION_NAMES,
  type HostSection,
  type HostSectionName,
} from '../../../shared/model/host.ts';
import { print, type Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { verb } from '../verb.ts';
import { sectionLines } from './sections/section-lines.ts';

const GROUPS = ['all', 'hardware', 'software', 'network'] as const;

/**
 * Shows what this computer is. Sections are read side by side; one that fails shows its error. Exit code 1 only where
 * all of them failed.
 */
export async function hostInfo(
  context: Context,
  input: { readonly section: string; readonly refresh: boolean },
): Promise<number> {
  const names = sectionsOf(input.section);
  const sections = await Promise.all(names.map((name) => readSection(context, name, input.refresh)));
  if (context.options.json) {
    printJson(context, Object.fromEntries(sections.map((section) => [section.name, section])));
  } else {
    const view = { out: context.io.out, full: context.options.verbose || names.length === 1 };
    print(
      context,
      sections.flatMap((section, index) => [...(index > 0 ? [''] : []), ...sectionLines(section, view)]),
    );
  }
  return sections.some((section) => section.ok) ? EXIT.done : EXIT.failed;
}

function sectionsOf(choice: string): readonly HostSectionName[] {
  if (choice === 'all') return HOST_SECTION_NAMES;
  if (choice === 'hardware' || choice === 'software' || choice === 'network')
    return HOST_SECTION_GROUPS[choice];
  return HOST_SECTION_NAMES.filter((name) => name === choice);
}

async function readSection(context: Context, name: HostSectionName, refresh: boolean): Promise<HostSection> {
  try {
    return await context.call('host.section', { name, refresh });
  } catch (error) {
    if (isVmkitError(error, 'cancelled')) throw error;
    return { name, takenAt: new Date().toISOString(), tookMs: 0, ok: false, error: toEnvelope(error) };
  }
}

export const infoVerb = verb({
  usage: 'info',
  summary: 'show what this computer is: hardware, software, network configuration',
  options: [
    new Option('--section <section>', 'a group of sections, or one of them')
      .choices([...GROUPS, ...HOST_SECTION_NAMES])
      .default('all'),
    new Option('--refresh', 'read again instead of using what was read before').default(false),
  ],
  input: z.object({ section: z.string(), refresh: z.boolean() }),
  examples: [
    'vmkit host info',
    'vmkit host info --section hardware',
    'vmkit host info --section packages',
    "vmkit host info --section disks --json | jq '.disks.value[].path'",
  ],
  run: hostInfo,
});
