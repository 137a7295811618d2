/**
 * Makes a toolbar one stop of the Tab key: arrows go from control to control, Home and End to the ends
 * (WAI-ARIA, toolbar pattern). Text fields keep their arrows. Call again after controls have come or gone.
 */
export function makeRoving(toolbar: HTMLElement): void {
  const controls = (): HTMLElement[] =>
    [...toolbar.querySelectorAll<HTMLElement>('[data-action]')].filter(
      (control) => !control.hasAttribute('disabled') && control.offsetParent !== null,
    );
  const settle = (): void => {
    const all = controls();
    const current = all.find((control) => control.tabIndex === 0) ?? all[0];
    for (const control of toolbar.querySelectorAll<HTMLElement>('[data-action]')) {
      control.tabIndex = control === current ? 0 : -1;
    }
  };
  settle();
  if (toolbar.dataset['roving'] !== undefined) {
    return;
  }
  toolbar.dataset['roving'] = '';
  toolbar.addEventListener('focusin', (event) => {
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[data-action]');
    if (focused !== null) {
      for (const control of controls()) {
        control.tabIndex = control === focused ? 0 : -1;
      }
    }
  });
  toolbar.addEventListener('keydown', (event) => {
    const typing = (event.target as HTMLElement).closest('vscode-text-field, vscode-dropdown') !== null;
    const all = controls();
    const at = all.findIndex((control) => control.contains(event.target as Node));
    const next = nextIndex(event.key, at, all.length);
    if (
      at < 0 ||
      next === undefined ||
      typing ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    ) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    all[next]?.focus();
  });
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
