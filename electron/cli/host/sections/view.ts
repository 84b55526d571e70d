import type { Stream } from '../../context.ts';
import { table, type Column } from '../../output/table.ts';

/** How sections are shown: where, and whether long lists are shown whole. */
export interface View {
  readonly out: Stream;
  readonly full: boolean;
}

/** A table under a section's heading. */
export function rows<Row>(list: readonly Row[], shape: readonly Column<Row>[], view: View): string[] {
  if (list.length === 0) return ['  none'];
  return table(list, shape, view.out.columns - 2, view.out.colour.dim).map((line) => `  ${line}`);
}

/** A long list: whole where it was asked for, else its summary and how to see it. */
export function longList(summary: string, section: string, whole: () => string[], view: View): string[] {
  if (view.full) return [`  ${summary}`, ...whole()];
  return [`  ${summary} (list: vmkit host info --section ${section})`];
}
