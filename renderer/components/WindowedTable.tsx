import Box from '@mui/material/Box';
import { useState } from 'react';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly name: string;
  /** Of a CSS grid, such as `2fr` or `90px`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

const ROW = 28;
const HEIGHT = 280;
const SPARE = 6;

/** Which rows are in sight, with a few spare ones on both sides. `top` and the rest in pixels. */
export function inSight(
  top: number,
  height: number,
  rows: number,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(top / ROW) - SPARE);
  return { from, to: Math.min(rows, Math.ceil((top + height) / ROW) + SPARE) };
}

/** A table of thousands of rows of which only those in sight exist. */
export function WindowedTable<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  const [top, setTop] = useState(0);
  const { from, to } = inSight(top, HEIGHT, rows.length);
  const grid = {
    display: 'grid',
    columnGap: 2,
    px: 2,
    gridTemplateColumns: columns.map((c) => c.width).join(' '),
  };
  return (
    <Box
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      sx={{
        maxHeight: HEIGHT,
        overflow: 'auto',
        typography: 'caption',
        borderTop: 1,
        borderColor: 'divider',
        outlineOffset: -2,
      }}
    >
      <Box role="rowgroup" sx={HEAD}>
        <Box role="row" aria-rowindex={1} sx={{ ...grid, lineHeight: `${ROW}px` }}>
          {columns.map(({ name }) => (
            <span role="columnheader" key={name}>
              {name}
            </span>
          ))}
        </Box>
      </Box>
      <Box role="rowgroup" sx={{ height: rows.length * ROW, position: 'relative' }}>
        {rows.slice(from, to).map((row, index) => (
          <Box
            role="row"
            key={rowKey(row)}
            aria-rowindex={from + index + 2}
            sx={{ ...grid, ...CELLS }}
            style={{ top: (from + index) * ROW }}
          >
            {columns.map(({ name, cell }) => (
              <span role="cell" key={name}>
                {cell(row)}
              </span>
            ))}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const HEAD = {
  position: 'sticky',
  top: 0,
  zIndex: 1,
  bgcolor: 'background.paper',
  borderBottom: 1,
  borderColor: 'divider',
  color: 'text.secondary',
  fontWeight: 550,
} as const;

const CELLS = {
  position: 'absolute',
  left: 0,
  right: 0,
  height: ROW,
  lineHeight: `${ROW}px`,
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
} as const;
