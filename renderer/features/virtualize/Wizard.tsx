import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { useJobs } from '../../stores/jobs.ts';
import { useDraft, WIZARD_STEPS } from '../../stores/wizard-draft.ts';
import type { WizardStep } from '../../stores/wizard-draft.ts';
import { requestOf, wizardValues } from '../../stores/wizard-values.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { DestinationStep } from './DestinationStep.tsx';
import { InspectStep } from './InspectStep.tsx';
import { MachineStep } from './MachineStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { SourceStep } from './SourceStep.tsx';
import { usePlan } from './use-plan.ts';
import type { Plan } from './use-plan.ts';
import { WizardFooter } from './WizardFooter.tsx';
import { WizardLayout } from './WizardLayout.tsx';

const FIELDS = {
  inspect: [],
  source: ['disks', 'existing'],
  destination: ['repository', 'name'],
  machine: ['cpus', 'memoryBytes', 'nics'],
  review: [],
} as const satisfies Record<WizardStep, readonly (keyof WizardValues)[]>;

async function start(values: WizardValues): Promise<void> {
  const request = requestOf(values);
  const job =
    request.kind === 'capture'
      ? await call('capture.start', request.input)
      : await call('virtualize.start', request.input);
  useJobs.getState().apply(job);
  useDraft.getState().started(job.id);
}

function Step({ step, plan }: { readonly step: WizardStep; readonly plan: Plan }) {
  switch (step) {
    case 'inspect':
      return <InspectStep />;
    case 'source':
      return <SourceStep />;
    case 'destination':
      return <DestinationStep />;
    case 'machine':
      return <MachineStep />;
    case 'review':
      return <ReviewStep plan={plan} />;
  }
}

const TITLES = {
  inspect: 'virtualize.inspect.title',
  source: 'virtualize.source.title',
  destination: 'virtualize.destination.title',
  machine: 'virtualize.machine.title',
  review: 'virtualize.review.title',
} as const;

/** The steps up to the start. */
export function Wizard() {
  const { step, go, save } = useDraft();
  const form = useForm<WizardValues>({
    resolver: zodResolver(wizardValues),
    defaultValues: useDraft.getState().values,
    mode: 'onTouched',
  });
  const watched = useWatch({ control: form.control });
  const values = form.getValues();
  useEffect(() => save(form.getValues()), [watched, form, save]);
  const plan = usePlan(step === 'review' ? values : null);
  const starting = useAction(() => start(form.getValues()));
  const at = WIZARD_STEPS.indexOf(step);
  const forward = async (): Promise<void> => {
    if (step === 'review') return void (await starting.run());
    const next = WIZARD_STEPS[at + 1];
    if (next && (await form.trigger(FIELDS[step], { shouldFocus: true }))) go(next);
  };
  return (
    <FormProvider {...form}>
      <WizardLayout
        place={step}
        title={t(TITLES[step])}
        footer={
          <WizardFooter
            values={values}
            plan={plan}
            step={step}
            busy={starting.busy}
            onBack={at === 0 ? null : () => go(WIZARD_STEPS[at - 1] ?? 'inspect')}
            onNext={() => void forward()}
          />
        }
      >
        <Step step={step} plan={plan} />
        {starting.error && <ErrorAlert error={starting.error} />}
      </WizardLayout>
    </FormProvider>
  );
}
