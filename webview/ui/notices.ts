import type { Texts } from '../texts.ts';
import { createButton, createProgressRing } from '../toolkit.ts';
import { element } from './dom.ts';
import { icon } from './icons.ts';

/** Shows that a file is being opened. */
export function showLoading(app: HTMLElement, texts: Texts, fileName: string): void {
  const text = texts.loading(fileName);
  app.replaceChildren(
    element(
      'main',
      { class: 'notice', attributes: { 'aria-busy': 'true', 'data-notice': 'loading' } },
      createProgressRing(text),
      element('p', {}, text),
    ),
  );
}

/** Why a file cannot be shown, and what can be done. */
export interface UnreadableNotice {
  readonly advice: string;
  /** For whoever has to find out why. */
  readonly detail?: string;
  readonly onRetry?: () => void;
}

/** Shows, in place of the pages, that a file cannot be read. */
export function showUnreadable(app: HTMLElement, texts: Texts, notice: UnreadableNotice): void {
  const { detail, onRetry } = notice;
  app.replaceChildren(
    element(
      'main',
      { class: 'notice', attributes: { 'data-notice': 'unreadable' } },
      icon('warning'),
      element('h1', {}, texts.cannotShow),
      element('p', { attributes: { role: 'alert' } }, notice.advice),
      detail !== undefined &&
        element('details', {}, element('summary', {}, texts.cannotShowDetail), element('code', {}, detail)),
      onRetry !== undefined &&
        createButton({ look: 'primary', label: texts.retry, action: 'retry', onPress: onRetry }, texts.retry),
    ),
  );
}
