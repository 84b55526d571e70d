import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import Done from '@mui/icons-material/Done';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { t } from '../words/words.ts';

interface Props {
  readonly text: string;
  readonly label?: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label = t('action.copy') }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <Button
      size="small"
      color="secondary"
      onClick={copy}
      startIcon={copied ? <Done /> : <ContentCopy />}
      sx={{ flexShrink: 0 }}
    >
      <span aria-live="polite">{copied ? t('action.copied') : label}</span>
    </Button>
  );
}
