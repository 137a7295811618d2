/** Attributes and listeners of {@link element}; `class`, `aria-*` and the like are attributes. */
export interface Props {
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly text?: string;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

/** An element with attributes, text (never markup) and listeners. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props.attributes ?? {})) {
    if (value !== undefined) node.setAttribute(name, value);
  }
  if (props.text !== undefined) node.textContent = props.text;
  for (const [name, listener] of Object.entries(props.on ?? {})) {
    node.addEventListener(name, listener as (event: Event) => void);
  }
  node.append(...children);
  return node;
}
