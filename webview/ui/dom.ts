/** What can be put in an element. */
export type Child = Node | string | undefined | false;

/** Properties of a new element: attributes (`undefined` and `false` leave one out), and listeners under `on`. */
export interface ElementOptions {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly on?: Readonly<Record<string, (event: never) => void>>;
}

/** A new HTML element. Text is always set as text, never parsed. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  fill(node, options, children);
  return node;
}

/** A new custom element by its tag. */
export function customElement(
  tag: string,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElement {
  const node = document.createElement(tag);
  fill(node, options, children);
  return node;
}

function fill(node: HTMLElement, options: ElementOptions, children: readonly Child[]): void {
  if (options.class !== undefined) {
    node.className = options.class;
  }
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    setAttribute(node, name, value);
  }
  for (const [name, listener] of Object.entries(options.on ?? {})) {
    node.addEventListener(name, listener as EventListener);
  }
  node.append(...children.filter((child) => child !== undefined && child !== false));
}

/** Sets an attribute, or takes it away for `undefined` and `false`; leaves it untouched where it is the same. */
export function setAttribute(
  node: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) {
    node.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (node.getAttribute(name) !== text) {
    node.setAttribute(name, text);
  }
}

/** Sets the text of a node where it differs. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Moves a box to a place in its parent, in CSS pixels. */
export function place(
  node: HTMLElement,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  node.style.left = `${rect.x.toFixed(2)}px`;
  node.style.top = `${rect.y.toFixed(2)}px`;
  node.style.width = `${rect.width.toFixed(2)}px`;
  node.style.height = `${rect.height.toFixed(2)}px`;
}
