import { neutralise } from './neutralise.ts';
import { pad, textWidth, truncate } from './text-width.ts';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: 'left' | 'right';
  /** Never cut: something to be typed again, such as an id. */
  readonly whole?: boolean;
  /** Put around the finished cell, for colour. */
  readonly style?: (row: Row, cell: string) => string;
}

const GAP = 2;
const NARROWEST = 6;

/**
 * Rows under headings, in at most `columns` columns: the widest cells are cut with `…` first. Values are neutralised
 * here, so that callers hand in data as it is.
 */
export function table<Row>(
  rows: readonly Row[],
  shape: readonly Column<Row>[],
  columns: number,
  heading: (text: string) => string = (text) => text,
): string[] {
  const cells = rows.map((row) => shape.map((column) => neutralise(column.value(row))));
  const natural = shape.map((column, index) =>
    Math.max(textWidth(column.title), ...cells.map((row) => textWidth(row[index] ?? ''))),
  );
  const whole = shape.map((column) => column.whole === true);
  const widths = fit(natural, whole, columns);
  const head = shape.map((column, index) => cell(column.title, widths[index] ?? 0, column.align));
  const body = cells.map((row, line) =>
    shape.map((column, index) => {
      const text = cell(row[index] ?? '', widths[index] ?? 0, column.align);
      const source = rows[line];
      return column.style && source !== undefined ? column.style(source, text) : text;
    }),
  );
  return [heading(join(head)), ...body.map(join)];
}

function cell(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  return pad(truncate(text, width), width, align);
}

function join(cells: readonly string[]): string {
  return cells.join(' '.repeat(GAP)).trimEnd();
}

// The widest column gives way first, one column at a time, so that short ones (states, sizes) stay whole.
function fit(natural: readonly number[], whole: readonly boolean[], columns: number): number[] {
  const widths = [...natural];
  const gaps = GAP * Math.max(0, widths.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, gaps) - columns;
  for (; excess > 0; excess -= 1) {
    const cuttable = widths.map((width, index) => (whole[index] ? 0 : width));
    const widest = cuttable.indexOf(Math.max(...cuttable));
    const width = cuttable[widest] ?? 0;
    if (width <= NARROWEST) break;
    widths[widest] = width - 1;
  }
  return widths;
}
