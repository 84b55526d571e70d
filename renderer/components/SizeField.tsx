import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { formatBytes, parseSize } from '../../shared/units.ts';
import { t } from '../words/words.ts';

interface Props {
  readonly label: string;
  readonly bytes: number;
  /** Smallest size allowed, in bytes. */
  readonly min: number;
  readonly hint?: string;
  readonly onChange: (bytes: number) => void;
}

/** Why a typed size cannot be taken, or null where it can. `min` in bytes. */
export function sizeProblem(text: string, min: number): string | null {
  const bytes = parseSize(text);
  if (bytes === undefined) return t('sizeField.invalid');
  return bytes < min ? t('sizeField.atLeast', { size: formatBytes(min) }) : null;
}

/** A size as people write it (`2 GiB`, `512M`); gives bytes, and 0 while what is typed is no size. */
export function SizeField({ label, bytes, min, hint, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (bytes > 0 ? formatBytes(bytes) : '');
  const problem = sizeProblem(text, min);
  return (
    <TextField
      label={label}
      value={text}
      error={problem !== null}
      helperText={problem ?? hint}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(sizeProblem(event.target.value, min) === null ? (parseSize(event.target.value) ?? 0) : 0);
      }}
      onBlur={() => problem === null && setTyped(null)}
    />
  );
}
