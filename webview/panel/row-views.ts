import type { Finding, FindingFix } from '../../src/core/diagnostics/types.ts';
import type { Redaction } from '../../src/core/model/redaction.ts';
import type { Snapshot } from '../../src/core/protocol.ts';
import { lookOf, markName, quoteOf } from '../marks/label.ts';
import type { Texts } from '../texts.ts';
import { createButton, createCheckbox, setChecked, setDisabled } from '../toolkit.ts';
import { element, setAttribute } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import type { PanelRow } from './rows.ts';

/** What rows can ask for. */
export interface RowActions {
  readonly onFix: (finding: Finding, fix: number) => void;
  readonly onReviewed: (page: number, reviewed: boolean) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** An empty element for a row; `fillRow` puts the content in. */
export function createRow(row: PanelRow): HTMLElement {
  const node = element('div', { class: `row row-${row.kind}`, attributes: { role: 'row' } });
  if (row.kind === 'mark') {
    node.dataset['row'] = row.redaction.id;
    node.dataset['vscodeContext'] = JSON.stringify({
      webviewSection: 'mark',
      preventDefaultContextMenuItems: true,
    });
  }
  return node;
}

/** Brings a row up to date; its content is made anew only where it differs. */
export function fillRow(
  node: HTMLElement,
  row: PanelRow,
  snapshot: Snapshot,
  texts: Texts,
  actions: RowActions,
): void {
  const key = JSON.stringify([row, snapshot.readOnly !== undefined]);
  if (contents.get(node) !== key) {
    contents.set(node, key);
    const focusedFix = node.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset['action']
      : undefined;
    node.replaceChildren(...content(row, snapshot, texts, actions));
    if (focusedFix !== undefined) {
      (node.querySelector<HTMLElement>(`[data-action="${focusedFix}"]`) ?? node).focus();
    }
  }
  if (row.kind === 'page') {
    const box = node.querySelector<HTMLElement>('[data-action="reviewed"]');
    if (box !== null) {
      setChecked(box, snapshot.reviewedPages.includes(row.page));
      setDisabled(box, snapshot.readOnly !== undefined);
    }
  }
  if (row.kind === 'mark') {
    setAttribute(node, 'aria-label', rowName(row.redaction, row.findings, texts));
    setAttribute(node, 'data-look', lookOf(row.redaction));
  }
}

const contents = new WeakMap<HTMLElement, string>();

function rowName(redaction: Redaction, findings: readonly Finding[], texts: Texts): string {
  const name = markName(redaction, texts);
  return findings.length === 0 ? name : `${name}. ${texts.findingCount(findings.length)}`;
}

function content(
  row: PanelRow,
  snapshot: Snapshot,
  texts: Texts,
  actions: RowActions,
): readonly HTMLElement[] {
  const cell = (...children: readonly (Node | string | false | undefined)[]): HTMLElement =>
    element('div', { class: 'cell', attributes: { role: 'gridcell' } }, ...children);
  switch (row.kind) {
    case 'document':
      return [cell(element('span', { class: 'row-title' }, texts.documentFindings))];
    case 'page':
      return [
        cell(element('span', { class: 'row-title' }, texts.page(row.page))),
        cell(
          createCheckbox({
            label: texts.reviewed,
            checked: snapshot.reviewedPages.includes(row.page),
            action: 'reviewed',
            onChange: (checked) => actions.onReviewed(row.page, checked),
          }),
        ),
      ];
    case 'finding':
      return [cell(findingNode(row.finding, snapshot, texts, actions))];
    case 'mark':
      return [
        cell(...markNodes(row.redaction, snapshot, texts)),
        ...row.findings.map((finding) => cell(findingNode(finding, snapshot, texts, actions))),
      ];
  }
}

function markNodes(redaction: Redaction, snapshot: Snapshot, texts: Texts): readonly HTMLElement[] {
  const titles = new Map(snapshot.grounds.map((ground) => [ground.code, ground.title]));
  const chips = redaction.grounds.map((code) =>
    element('span', { class: 'chip', attributes: { title: titles.get(code) } }, code),
  );
  const reason = snapshot.reasons.find((item) => item.id === redaction.reason)?.title;
  const own = redaction.motivation?.trim();
  const why = reason ?? (own === undefined || own === '' ? undefined : texts.ownWords);
  return [
    element(
      'div',
      { class: 'mark-line' },
      ...(chips.length > 0 ? chips : [element('span', { class: 'chip chip-none' }, texts.noGround)]),
      element('span', { class: 'mark-why', attributes: { title: own ?? why } }, why ?? ''),
      redaction.status !== 'accepted' &&
        element(
          'span',
          { class: 'status', attributes: { 'data-status': redaction.status } },
          texts.status[redaction.status],
        ),
    ),
    element(
      'div',
      { class: 'mark-quote', attributes: { title: quoteOf(redaction, texts) } },
      quoteOf(redaction, texts),
    ),
  ];
}

function findingNode(finding: Finding, snapshot: Snapshot, texts: Texts, actions: RowActions): HTMLElement {
  const message = element('span', { class: 'finding-message' }, finding.message);
  const severity = element('span', { class: 'visually-hidden' }, `${texts.severity[finding.severity]}: `);
  const fixes =
    snapshot.readOnly === undefined
      ? finding.fixes.map((fix, number) =>
          createButton(
            {
              look: 'icon',
              label: `${fixTitle(fix, texts)}: ${finding.message}`,
              tooltip: fixTitle(fix, texts),
              action: `fix-${fix.kind}`,
              onPress: () => actions.onFix(finding, number),
            },
            icon('fix'),
            element('span', { class: 'fix-label' }, fixTitle(fix, texts)),
          ),
        )
      : [];
  const node = element(
    'div',
    { class: 'finding', attributes: { 'data-finding': finding.code, 'data-severity': finding.severity } },
    element('span', { class: 'finding-icon' }, icon(finding.severity)),
    element(
      'div',
      { class: 'finding-body' },
      severity,
      message,
      element('div', { class: 'fixes' }, ...fixes),
    ),
  );
  message.addEventListener('click', () => actions.onFinding(finding));
  return node;
}

function fixTitle(fix: FindingFix, texts: Texts): string {
  return fix.kind === 'set-ground' ? texts.fixSetGround(fix.grounds.join(', ')) : texts.fix[fix.kind];
}

/** Shows whether a row is selected, and whether it is the one that the Tab key reaches. */
export function showRowState(node: HTMLElement, selected: boolean, current: boolean): void {
  setAttribute(node, 'aria-selected', String(selected));
  setAttribute(node, 'tabindex', current ? 0 : -1);
  for (const control of node.querySelectorAll<HTMLElement>('[data-action]')) {
    control.tabIndex = current || selected ? 0 : -1;
  }
}
