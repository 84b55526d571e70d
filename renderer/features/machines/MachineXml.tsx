import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { MachineDetail } from '../../../shared/model/machine.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { t } from '../../words/words.ts';

/** The domain XML, read only. */
export function MachineXml({ machine: { name, xml } }: { readonly machine: MachineDetail }) {
  return (
    <Panel title={t('machines.xml')} aside={<CopyButton text={xml} />}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('machines.readOnly')}
      </Typography>
      <Box component="pre" role="region" aria-label={t('machines.xmlLabel', { name })} tabIndex={0} sx={XML}>
        {xml}
      </Box>
    </Panel>
  );
}

const XML = {
  m: 0,
  p: 1.5,
  maxHeight: 'calc(100vh - 320px)',
  minHeight: 160,
  overflow: 'auto',
  bgcolor: 'background.default',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  fontFamily: 'var(--vmkit-mono)',
  fontSize: 12.5,
  lineHeight: 1.55,
} as const;
