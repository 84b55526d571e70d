import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { EquivalentCommands } from '../../shared/model/job.ts';
import { t } from '../words/words.ts';
import { CopyButton } from './CopyButton.tsx';

interface CommandProps {
  readonly label: string;
  readonly text: string;
}

function Command({ label, text }: CommandProps) {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box
        component="pre"
        role="region"
        aria-label={label}
        tabIndex={0}
        sx={{
          flex: 1,
          minWidth: 0,
          m: 0,
          px: 1.5,
          py: 1,
          maxHeight: 160,
          overflow: 'auto',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          bgcolor: 'background.default',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          fontFamily: 'var(--vmkit-mono)',
          fontSize: 12.5,
          lineHeight: 1.55,
        }}
      >
        {text}
      </Box>
      <CopyButton text={text} />
    </Box>
  );
}

/** The same work typed into a terminal, ready to copy. */
export function CommandPreview({ commands }: { readonly commands: EquivalentCommands }) {
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Command label={t('command.vmkit')} text={commands.vmkit} />
      {commands.virsh.length > 0 && (
        <>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('command.virsh')}
          </Typography>
          <Command label={t('command.virsh')} text={commands.virsh.join('\n')} />
        </>
      )}
    </Box>
  );
}
