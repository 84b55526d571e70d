import { expect, it } from 'vitest';
import { errorDetails } from './error-details.ts';
import { sizeProblem } from './SizeField.tsx';
import { inSight } from './WindowedTable.tsx';

it('gives every fact of an error to copy', () => {
  const text = errorDetails({
    code: 'program.failed',
    message: 'It failed.',
    hint: 'Try again.',
    detail: { argv: ['qemu-img', 'info'], exitCode: 1 },
  });
  expect(text).toBe(
    'code: program.failed\nmessage: It failed.\nhint: Try again.\nargv: qemu-img info\nexitCode: 1',
  );
});

it('says why a size cannot be taken', () => {
  expect(sizeProblem('2 GiB', 1024)).toBeNull();
  expect(sizeProblem('much', 1024)).toBe('A size such as 2 GiB or 512M.');
  expect(sizeProblem('1K', 2048)).toBe('At least 2.0 KiB.');
});

it('draws only the rows in sight and a few beside', () => {
  expect(inSight(0, 280, 5000)).toEqual({ from: 0, to: 16 });
  const { from, to } = inSight(28_000, 280, 5000);
  expect(from).toBeLessThanOrEqual(1000);
  expect(to).toBeGreaterThanOrEqual(1010);
  expect(to - from).toBeLessThan(30);
});
