import Check from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useDraft, WIZARD_STEPS } from '../../stores/wizard-draft.ts';
import type { WizardStep } from '../../stores/wizard-draft.ts';
import { t } from '../../words/words.ts';
import { choices } from './choices.ts';

export type Place = WizardStep | 'run' | 'done';
const PLACES: readonly Place[] = [...WIZARD_STEPS, 'run', 'done'];

function isStep(place: Place): place is WizardStep {
  return place !== 'run' && place !== 'done';
}

interface MarkProps {
  readonly number: number;
  readonly state: 'done' | 'current' | 'later';
}

function Mark({ number, state }: MarkProps) {
  const current = state === 'current';
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        width: 22,
        height: 22,
        flexShrink: 0,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        fontSize: 12,
        fontWeight: 600,
        border: 1,
        borderColor: state === 'later' ? 'outline' : 'primary.main',
        bgcolor: current ? 'primary.main' : 'transparent',
        color: current ? 'primary.contrastText' : state === 'done' ? 'primary.main' : 'text.secondary',
      }}
    >
      {state === 'done' ? <Check sx={{ fontSize: 14 }} /> : number}
    </Box>
  );
}

function Entry({ at, current }: { readonly at: Place; readonly current: Place }) {
  const { values, furthest, go } = useDraft();
  const index = PLACES.indexOf(at);
  const here = PLACES.indexOf(current);
  const state = at === current ? 'current' : index < here ? 'done' : 'later';
  const running = !isStep(current);
  const reachable = isStep(at) && !running && at !== current && index <= PLACES.indexOf(furthest);
  return (
    <ButtonBase
      disabled={!reachable}
      aria-current={at === current ? 'step' : undefined}
      onClick={() => isStep(at) && go(at)}
      sx={{
        display: 'flex',
        gap: 1.25,
        p: 0.75,
        width: 1,
        borderRadius: 1,
        alignItems: 'flex-start',
        justifyContent: 'flex-start',
        textAlign: 'left',
        '&:hover': { bgcolor: 'track' },
        '&.Mui-disabled': { pointerEvents: 'none' },
      }}
    >
      <Mark number={index + 1} state={state} />
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ display: 'block', fontWeight: state === 'current' ? 600 : 500 }}>
          {t(`virtualize.step.${at}`)}
        </Box>
        {isStep(at) && state !== 'current' && index < Math.max(here, PLACES.indexOf(furthest)) && (
          <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
            {choices(at, values)}
          </Box>
        )}
      </Box>
    </ButtonBase>
  );
}

/** The steps, with what was chosen in each. */
export function StepList({ place }: { readonly place: Place }) {
  return (
    <Box component="nav" aria-label={t('virtualize.steps')} sx={{ position: 'sticky', top: 16 }}>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
        {PLACES.map((at) => (
          <li key={at}>
            <Entry at={at} current={place} />
          </li>
        ))}
      </Box>
    </Box>
  );
}
