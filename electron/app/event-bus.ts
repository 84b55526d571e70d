import type { EventName, Events } from '../../shared/ipc.ts';

/** Events of the contract within this process. A listener that throws does not keep others from hearing. */
export class EventBus {
  readonly #listeners = new Set<(name: EventName, payload: unknown) => void>();

  emit<E extends EventName>(name: E, payload: Events[E]): void {
    for (const listener of this.#listeners) {
      try {
        listener(name, payload);
      } catch {
        // One window that is gone must not silence the others.
      }
    }
  }

  /** Hears one event. Returns how to stop. */
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void {
    return this.onAny((heard, payload) => {
      if (heard === name) listener(payload as Events[E]); // emit() pairs name and payload
    });
  }

  /** Hears every event. Returns how to stop. */
  onAny(listener: (name: EventName, payload: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
