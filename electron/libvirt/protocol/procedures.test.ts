import { describe, expect, it } from 'vitest';
import { EVENT_SOURCES } from './events.ts';
import { PROCEDURES } from './procedures.ts';

describe('the table of procedures', () => {
  const numbers = Object.values(PROCEDURES).map((procedure) => procedure.number);

  it('has each number once', () => {
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('shares no number with an event', () => {
    const events = EVENT_SOURCES.map((source) => source.procedure);
    expect(new Set(events).size).toBe(events.length);
    expect(events.filter((number) => numbers.includes(number))).toEqual([]);
  });

  it('repeats only what changes nothing', () => {
    const reads = Object.entries(PROCEDURES).filter(([, procedure]) => procedure.kind === 'read');
    const suspicious =
      /Set|Create|Define|Destroy|Undefine|Delete|Attach|Detach|Update(?!d)|Resize|Wipe|Save$|Start|Abort/;
    expect(reads.map(([name]) => name).filter((name) => suspicious.test(name))).toEqual([]);
  });
});
