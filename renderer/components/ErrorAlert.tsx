import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorEnvelope } from '../../shared/errors.ts';
import { t } from '../words/words.ts';
import { CopyButton } from './CopyButton.tsx';
import { errorDetails } from './error-details.ts';
import { Notice } from './Notice.tsx';
import { UnlockButton } from './UnlockButton.tsx';

interface Props {
  readonly error: ErrorEnvelope;
  /** What failed, where the message alone does not say. */
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
  readonly action?: ReactNode;
}

/** What failed, why, what to do next, a button for that, and details to copy. */
export function ErrorAlert({ error, title, onRetry, action }: Props) {
  const [open, setOpen] = useState(false);
  const details = errorDetails(error);
  return (
    <Notice tone="error" live>
      {title && <Typography sx={{ fontWeight: 600, fontSize: 13 }}>{title}</Typography>}
      <Box sx={{ fontWeight: title ? 400 : 550 }}>{error.message}</Box>
      {error.hint && <Box sx={{ color: 'text.secondary' }}>{t('error.next', { hint: error.hint })}</Box>}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 0.5, ml: -0.75 }}>
        {onRetry && error.code === 'helper.unauthorized' && <UnlockButton onUnlocked={onRetry} />}
        {onRetry && error.code !== 'helper.unauthorized' && (
          <Button size="small" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )}
        {action}
        <Button size="small" color="secondary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('action.details')}
        </Button>
        <CopyButton text={details} label={t('action.copyDetails')} />
      </Box>
      {open && (
        <Box component="pre" tabIndex={0} aria-label={t('action.details')} role="region" sx={DETAILS}>
          {details}
        </Box>
      )}
    </Notice>
  );
}

const DETAILS = {
  m: 0,
  mt: 1,
  maxHeight: 200,
  overflow: 'auto',
  whiteSpace: 'pre-wrap',
  fontFamily: 'var(--vmkit-mono)',
  fontSize: 12,
} as const;
