import InputAdornment from '@mui/material/InputAdornment';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import Search from '@mui/icons-material/Search';
import { useDeferredValue, useState } from 'react';
import { WindowedTable } from '../../components/WindowedTable.tsx';
import type { Column } from '../../components/WindowedTable.tsx';
import { t } from '../../words/words.ts';

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What the filter looks at. */
  readonly text: (row: Row) => string;
}

/** A long list with a filter above it. */
export function FilteredTable<Row>({ label, columns, rows, rowKey, text }: Props<Row>) {
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim().toLowerCase());
  const shown = wanted === '' ? rows : rows.filter((row) => text(row).toLowerCase().includes(wanted));
  const count =
    wanted === ''
      ? t('overview.list.count', { count: rows.length })
      : t('overview.list.some', { shown: shown.length, count: rows.length });
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', px: 2, pb: 1.5 }}>
        <TextField
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          sx={{ maxWidth: 260 }}
          slotProps={{
            htmlInput: { 'aria-label': t('overview.list.filter', { what: label }) },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <Search fontSize="small" aria-hidden />
                </InputAdornment>
              ),
            },
          }}
        />
        <Typography variant="caption" role="status" sx={{ color: 'text.secondary' }}>
          {count}
        </Typography>
      </Box>
      {shown.length === 0 ? (
        <Typography variant="body2" sx={{ px: 2, pb: 2, color: 'text.secondary' }}>
          {wanted === '' ? t('overview.list.none') : t('overview.list.noMatch', { text: typed })}
        </Typography>
      ) : (
        <WindowedTable label={label} columns={columns} rows={shown} rowKey={rowKey} />
      )}
    </>
  );
}
