import type { Codec, Fields, Input, Output } from '../xdr/codec.ts';
import { structDecoder, structEncoder } from '../xdr/compose.ts';

/**
 * One procedure of the remote protocol. `read` ones change nothing and are repeated after a lost connection; `stream`
 * ones go on as a stream of data.
 */
export interface Procedure<A, R> {
  readonly number: number;
  readonly kind: 'read' | 'write' | 'stream';
  readonly encodeArgs: Codec<A>['encode'];
  readonly decodeArgs: Codec<unknown>['decode'];
  readonly encodeResult: Codec<R>['encode'];
  readonly decodeResult: Codec<R>['decode'];
}

type Empty = Readonly<Record<never, never>>;

function define(kind: Procedure<unknown, unknown>['kind']) {
  return <const A extends Fields = Empty, const R extends Fields = Empty>(
    number: number,
    args: A = {} as A, // the default of A is the empty object
    result: R = {} as R, // the default of R is the empty object
  ): Procedure<Input<A>, Output<R>> => ({
    number,
    kind,
    encodeArgs: structEncoder(args),
    decodeArgs: structDecoder(args),
    encodeResult: structEncoder(result),
    decodeResult: structDecoder(result),
  });
}

export const read = define('read');
export const write = define('write');
export const stream = define('stream');
