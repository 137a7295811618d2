/** A value that tells its listeners when it changes. */
export interface Signal<T> {
  readonly value: T;
  /** Sets the value; listeners hear of it only where it differs (`Object.is`). */
  set(value: T): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (value: T, before: T) => void): () => void;
}

/** A signal that starts with `initial`. */
export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const listeners = new Set<(value: T, before: T) => void>();
  return {
    get value() {
      return current;
    },
    set(value) {
      if (Object.is(value, current)) {
        return;
      }
      const before = current;
      current = value;
      for (const listener of [...listeners]) {
        listener(value, before);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
