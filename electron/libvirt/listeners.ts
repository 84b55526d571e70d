import type { EventMap } from './events.ts';

type Listener<K extends keyof EventMap> = (event: EventMap[K]) => void;
type Table = { readonly [K in keyof EventMap]: Set<Listener<K>> };

/** Who wants to hear of what. They stay through lost connections. */
export class Listeners {
  readonly #table: Table = {
    domain: new Set(),
    network: new Set(),
    storagePool: new Set(),
    nodeDevice: new Set(),
    secret: new Set(),
    state: new Set(),
    reset: new Set(),
  };

  add<K extends keyof EventMap>(kind: K, listener: Listener<K>): () => void {
    // A function of its own for each call, so that one who listens twice is told twice and stops each by itself.
    const own: Listener<K> = (event) => {
      listener(event);
    };
    this.#table[kind].add(own);
    return () => {
      this.#table[kind].delete(own);
    };
  }

  /** One listener that throws does not keep the event from the others; its error surfaces as an uncaught one. */
  tell<K extends keyof EventMap>(kind: K, event: EventMap[K]): void {
    for (const listener of [...this.#table[kind]]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    for (const set of Object.values(this.#table)) set.clear();
  }
}
