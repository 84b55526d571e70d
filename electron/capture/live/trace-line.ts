/** What one line of the trace says. */
export type TraceLine =
  | { readonly kind: 'changed'; readonly sector: number; readonly sectors: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'other' };

// `block_rq_complete: 7,1 WS () 2048 + 8 be,0,4 [0]`; the command in brackets is hexadecimal (block.h, TP_printk).
const EVENT = /block_rq_complete: \d+,\d+ ([A-Z]+) \([^)]*\) (\d+) \+ (\d+)/;
const OTHER: TraceLine = { kind: 'other' };

/**
 * Reads a line of `trace_pipe`. Whatever is not a read counts as a change: besides W (write) and D (discard) the
 * kernel shows REQ_OP_WRITE_ZEROES as N (blk_fill_rwbs), and an F before the letter is only a flush.
 */
export function parseTraceLine(line: string): TraceLine {
  if (line.includes('[LOST')) return { kind: 'lost' };
  const match = EVENT.exec(line);
  if (!match) return OTHER;
  const [, operation = '', sector, sectors] = match;
  if (/^F?R/.test(operation) || sectors === '0') return OTHER;
  return { kind: 'changed', sector: Number(sector), sectors: Number(sectors) };
}
