import type { XdrReader } from './reader.ts';
import type { XdrWriter } from './writer.ts';

/** How a value of type T looks on the wire. */
export interface Codec<T> {
  encode(to: XdrWriter, value: T): void;
  decode(from: XdrReader): T;
  /** The least bytes that a value takes; bounds a list by what is really there. */
  readonly minBytes: number;
}

/** A field that callers may leave out. */
export interface Defaulted<T> extends Codec<T> {
  readonly fallback: T;
}

export type Value<C> = C extends Codec<infer T> ? T : never;

export type Fields = Readonly<Record<string, Codec<unknown>>>;

/** All fields, as they are read. */
export type Output<F> = { readonly [K in keyof F]: Value<F[K]> };

type DefaultedKeys<F> = { [K in keyof F]: F[K] extends Defaulted<infer _> ? K : never }[keyof F];

/** Fields as they are given: those with a default may be left out. */
export type Input<F> = { readonly [K in Exclude<keyof F, DefaultedKeys<F>>]: Value<F[K]> } & {
  readonly [K in DefaultedKeys<F>]?: Value<F[K]>;
};

/** Gives a codec a value for callers that leave the field out. */
export function defaulted<T>(codec: Codec<T>, fallback: T): Defaulted<T> {
  return { ...codec, fallback };
}
