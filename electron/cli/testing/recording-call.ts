import { VmkitError } from '../../../shared/errors.ts';
import type { Call, Input, Output, ProcedureName } from '../../../shared/ipc.ts';

export type Answers = {
  readonly [N in ProcedureName]?: (input: Input<N>) => Output<N> | Promise<Output<N>>;
};

export interface RecordedCall {
  readonly name: ProcedureName;
  readonly input: unknown;
}

/** A Call at the services' border that writes down what it is asked and answers what the test says. */
export function recordingCall(answers: Answers): { readonly call: Call; readonly calls: RecordedCall[] } {
  const calls: RecordedCall[] = [];
  const call: Call = async (name, input) => {
    calls.push({ name, input });
    const answer = answers[name];
    if (!answer) throw new VmkitError('internal', `The test has no answer for ${name}.`);
    return answer(input);
  };
  return { call, calls };
}
