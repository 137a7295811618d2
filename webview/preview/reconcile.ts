/**
 * Makes these the children of a parent. A node that stays in its place is not touched, so what is typed or focused
 * in it stays as it is.
 */
export function reconcile(parent: HTMLElement, nodes: readonly HTMLElement[]): void {
  const staying = new Set<Element>(nodes);
  for (const old of [...parent.children]) if (!staying.has(old)) old.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}
