import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface Props<C extends Choice> {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly C[];
  readonly onChange: (value: C['value']) => void;
}

/** One of a few, each with a sentence that says what it means. */
export function ChoiceCards<const C extends Choice>({ label, value, choices, onChange }: Props<C>) {
  const id = useId();
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: COLUMNS }}
    >
      {choices.map((choice) => (
        <Box
          key={choice.value}
          sx={{ ...CARD, borderColor: choice.value === value ? 'primary.main' : 'outline' }}
        >
          <FormControlLabel
            value={choice.value}
            label={choice.label}
            slotProps={{ typography: { sx: { fontWeight: 550 } } }}
            control={
              <Radio
                onChange={() => onChange(choice.value)}
                slotProps={{ input: { 'aria-describedby': `${id}-${choice.value}` } }}
              />
            }
          />
          <Box id={`${id}-${choice.value}`} sx={{ pl: 3.75, typography: 'caption', color: 'text.secondary' }}>
            {choice.hint}
          </Box>
        </Box>
      ))}
    </RadioGroup>
  );
}

const COLUMNS = 'repeat(auto-fit, minmax(220px, 1fr))';
const CARD = { border: 1, borderRadius: 1, px: 1.5, pt: 0.5, pb: 1.25, bgcolor: 'background.paper' } as const;
