import { neutralise } from './neutralise.ts';
import { pad, textWidth } from './text-width.ts';

export type Fact = readonly [label: string, value: string | null];

/** Labels and values in two columns. A fact without value is left out. Values are neutralised. */
export function facts(list: readonly Fact[], indent = '  '): string[] {
  const shown = list.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  const width = Math.max(0, ...shown.map(([label]) => textWidth(label)));
  return shown.map(([label, value]) => `${indent}${pad(label, width)}  ${neutralise(value)}`);
}
