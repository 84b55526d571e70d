import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { visuallyHidden } from '@mui/utils';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { navigate } from '../router/route.ts';
import { useFrame } from '../stores/frame.ts';
import { newestFirst, useJobs } from '../stores/jobs.ts';
import { useMachines, useRepositories } from '../stores/resources.ts';
import { t } from '../words/words.ts';
import { matching, paletteEntries } from './palette-entries.ts';
import type { Entry } from './palette-entries.ts';

function useEntries(): readonly Entry[] {
  const machines = useMachines((state) => state.data) ?? [];
  const repositories = useRepositories((state) => state.data) ?? [];
  const jobs = newestFirst(Object.values(useJobs((state) => state.byId))).slice(0, 20);
  return paletteEntries({ machines, repositories, jobs });
}

interface ListProps {
  readonly entries: readonly Entry[];
  readonly chosen: number;
  readonly onPick: (entry: Entry) => void;
}

function EntryList({ entries, chosen, onPick }: ListProps) {
  return (
    <Box
      id="palette-list"
      role="listbox"
      aria-label={t('palette.results')}
      sx={{ maxHeight: 360, overflow: 'auto', p: 1 }}
    >
      {entries.map((entry, index) => (
        <Box
          key={entry.id}
          id={entry.id}
          role="option"
          aria-selected={index === chosen}
          onClick={() => onPick(entry)}
          sx={{
            display: 'flex',
            px: 1.5,
            py: 0.75,
            borderRadius: 1,
            cursor: 'pointer',
            bgcolor: index === chosen ? 'chosen' : 'transparent',
            '&:hover': { bgcolor: 'chosen' },
          }}
        >
          <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>{entry.label}</Box>
          <Box sx={{ color: 'text.secondary', typography: 'caption', alignSelf: 'center' }}>{entry.kind}</Box>
        </Box>
      ))}
    </Box>
  );
}

function Search({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = matching(useEntries(), text);
  const chosen = Math.min(at, entries.length - 1);
  const pick = (entry: Entry): void => {
    onClose();
    navigate(entry.to);
  };
  const onKey = (event: KeyboardEvent): void => {
    const entry = entries[chosen];
    if (event.key === 'Enter' && entry) pick(entry);
    else if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, entries.length));
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + entries.length) % Math.max(1, entries.length));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <InputBase
        autoFocus
        value={text}
        placeholder={t('palette.placeholder')}
        onChange={(event) => [setText(event.target.value), setAt(0)]}
        onKeyDown={onKey}
        sx={{
          px: 2.5,
          py: 1.25,
          borderBottom: 1,
          borderColor: 'divider',
          '& input::placeholder': { opacity: 1, color: 'text.secondary' },
        }}
        slotProps={{
          input: {
            role: 'combobox',
            'aria-label': t('palette.title'),
            'aria-expanded': true,
            'aria-controls': 'palette-list',
            'aria-activedescendant': entries[chosen]?.id,
          },
        }}
      />
      <EntryList entries={entries} chosen={chosen} onPick={pick} />
      {entries.length === 0 && (
        <Box role="status" sx={{ px: 2.5, pb: 2, color: 'text.secondary' }}>
          {t('palette.none', { text })}
        </Box>
      )}
    </>
  );
}

/** Goes to any page, machine, repository or job by typing. */
export function CommandPalette() {
  const open = useFrame((state) => state.palette);
  const setPalette = useFrame((state) => state.setPalette);
  const close = (): void => setPalette(false);
  return (
    <Dialog
      open={open}
      onClose={close}
      aria-labelledby="palette-title"
      fullWidth
      maxWidth="sm"
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: 6 } }}
    >
      <h2 id="palette-title" style={visuallyHidden}>
        {t('palette.title')}
      </h2>
      <Search onClose={close} />
    </Dialog>
  );
}
