import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { Facts } from '../components/Facts.tsx';
import type { Fact } from '../components/Facts.tsx';
import { useFrame } from '../stores/frame.ts';
import { t } from '../words/words.ts';
import { RAIL } from './pages.ts';

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <Box component="span" sx={{ fontFamily: 'var(--vmkit-mono)', fontSize: 12 }}>
      {keys.join(` ${t('help.then')} `)}
    </Box>
  );
}

/** The keyboard shortcuts. */
export function HelpDialog() {
  const open = useFrame((state) => state.help);
  const setHelp = useFrame((state) => state.setHelp);
  const facts: readonly Fact[] = [
    [t('help.palette'), <Keys keys={['Ctrl+K']} />],
    ...RAIL.map(({ page, key }): Fact => [
      t('help.go', { page: t(`nav.${page}`) }),
      <Keys keys={['G', key.toUpperCase()]} />,
    ]),
    [t('help.help'), <Keys keys={['?']} />],
    [t('help.close'), <Keys keys={['Esc']} />],
  ];
  return (
    <Dialog open={open} onClose={() => setHelp(false)} aria-labelledby="help-title" maxWidth="xs" fullWidth>
      <DialogTitle id="help-title" sx={{ fontSize: 17 }}>
        {t('help.title')}
      </DialogTitle>
      <DialogContent>
        <Facts facts={facts} width={240} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={() => setHelp(false)}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
