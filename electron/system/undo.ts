import type { Report } from '../../shared/model/job.ts';

/** How one step is taken back. */
export interface Undo {
  /** In the user's words: `removed the folder /srv/vm/web`. */
  readonly text: string;
  readonly run: () => Promise<void>;
}

/**
 * Steps that know how to be taken back. `unwind` runs the undos in reverse order, each awaited; one that fails is
 * logged and the others still run. `settle` forgets them, when all steps have succeeded.
 */
export class UndoStack {
  readonly #undos: Undo[] = [];

  push(text: string, run: () => Promise<void>): void {
    this.#undos.push({ text, run });
  }

  settle(): void {
    this.#undos.length = 0;
  }

  async unwind(report: Report = () => undefined): Promise<void> {
    for (let undo = this.#undos.pop(); undo; undo = this.#undos.pop()) {
      try {
        await undo.run();
        report({ kind: 'undone', text: undo.text });
      } catch (error) {
        report({
          kind: 'log',
          text: `could not undo (${undo.text}): ${error instanceof Error ? error.message : String(error)}`,
        });
      }
    }
  }
}

/** Runs a multi-step creation; on failure everything done so far is undone in reverse order, then the error goes on. */
export async function undoOnFailure<T>(steps: (undo: UndoStack) => Promise<T>, report?: Report): Promise<T> {
  const undo = new UndoStack();
  try {
    const value = await steps(undo);
    undo.settle();
    return value;
  } catch (error) {
    await undo.unwind(report);
    throw error;
  }
}
