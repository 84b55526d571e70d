import { z } from 'zod';
import { parseSize } from '../../shared/units.ts';

/** A size such as `4G` or `512M`, into bytes. */
export const sizeText = z.string().transform((text, issues): number => {
  const bytes = parseSize(text);
  if (bytes !== undefined) return bytes;
  issues.addIssue({
    code: 'custom',
    message: `"${text}" is not a size. Write a number and a unit, such as 512M, 4G or 1.5T.`,
  });
  return z.NEVER;
});

/** A whole number above zero. */
export const positiveInteger = z.string().transform((text, issues): number => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value > 0) return value;
  issues.addIssue({ code: 'custom', message: `"${text}" is not a whole number above zero.` });
  return z.NEVER;
});

/** A time such as `500ms` or `2s`, into milliseconds. */
export const millisecondsText = z.string().transform((text, issues): number => {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)$/.exec(text);
  if (match) return Math.round(Number(match[1]) * (match[2] === 's' ? 1000 : 1));
  issues.addIssue({ code: 'custom', message: `"${text}" is not a time. Write it as 500ms or 2s.` });
  return z.NEVER;
});

/** An option that may be given several times, as commander collects it. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
