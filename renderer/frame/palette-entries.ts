import type { Job } from '../../shared/model/job.ts';
import type { MachineSummary } from '../../shared/model/machine.ts';
import type { Repository } from '../../shared/model/storage.ts';
import { linkTo, PAGES } from '../router/route.ts';
import { t } from '../words/words.ts';

export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly to: string;
}

interface Known {
  readonly machines: readonly MachineSummary[];
  readonly repositories: readonly Repository[];
  readonly jobs: readonly Job[];
}

/** Everything the palette can go to. */
export function paletteEntries({ machines, repositories, jobs }: Known): readonly Entry[] {
  const pages = PAGES.map((page) => [t('palette.page'), t(`nav.${page}`), linkTo(page)] as const);
  const found = [
    [t('palette.action'), t('overview.virtualize'), linkTo('virtualize')] as const,
    ...pages,
    ...machines.map(({ name }) => [t('palette.machine'), name, linkTo('machines', name)] as const),
    ...machines.map(
      ({ name }) =>
        [
          t('palette.action'),
          `${t('machines.console')}: ${name}`,
          linkTo('machines', name, 'console'),
        ] as const,
    ),
    ...repositories.map(({ name }) => [t('palette.repository'), name, linkTo('storage')] as const),
    ...jobs.map(({ id, title }) => [t('palette.job'), title, linkTo('jobs', id)] as const),
  ];
  return found.map(([kind, label, to], index) => ({ id: `entry-${index}`, kind, label, to }));
}

/** Those in which every typed word occurs; those that begin with the text come first. */
export function matching(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return entries.slice(0, 12);
  const begins = (entry: Entry): number => (entry.label.toLowerCase().startsWith(first) ? 0 : 1);
  return entries
    .filter(({ kind, label }) => words.every((word) => `${kind} ${label}`.toLowerCase().includes(word)))
    .toSorted((a, b) => begins(a) - begins(b))
    .slice(0, 12);
}
