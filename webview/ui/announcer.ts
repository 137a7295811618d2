/** Tells a screen reader what has just happened. */
export interface Announcer {
  readonly node: HTMLElement;
  say(text: string): void;
}

/** A polite live region. The same sentence twice in a row is told twice. */
export function createAnnouncer(): Announcer {
  const node = document.createElement('div');
  node.className = 'visually-hidden';
  node.setAttribute('aria-live', 'polite');
  node.setAttribute('data-live', '');
  return {
    node,
    say(text) {
      node.textContent = node.textContent === text ? `${text}\u00a0` : text;
    },
  };
}
