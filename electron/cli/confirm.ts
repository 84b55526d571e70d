import { VmkitError } from '../../shared/errors.ts';
import type { Context } from './context.ts';
import { usageError } from './usage-error.ts';

/**
 * Asks before something that cannot be taken back. `--yes` answers it; where nobody can be asked it refuses.
 * @throws VmkitError `input.invalid` without a terminal and without `--yes`, `cancelled` where the answer is no.
 */
export async function confirm(context: Context, question: string): Promise<void> {
  if (context.options.yes) return;
  if (!context.io.interactive) {
    throw usageError(
      `This needs a confirmation, and there is no terminal to ask at: ${question}`,
      'Add --yes to confirm it beforehand.',
    );
  }
  const answer = await context.io.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new VmkitError('cancelled', 'Nothing was changed.');
}
