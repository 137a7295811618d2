import type { DossierChange, FieldPath } from '../../src/core/dossier/changes.ts';
import { parseDutchDate, shortDutchDate } from '../../src/core/dossier/dates.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element } from '../dom.ts';
import type { DossierTexts } from './texts.ts';

type FieldKind = 'text' | 'date' | 'lines' | 'long';

/** The fields of the form, in order, by section. */
const FIELDS: readonly (readonly [path: string, kind: FieldKind])[] = [
  ['request.subject', 'long'],
  ['request.date', 'date'],
  ['request.received', 'date'],
  ['request.reference', 'text'],
  ['request.requester.salutation', 'text'],
  ['request.requester.name', 'text'],
  ['request.requester.organisation', 'text'],
  ['request.requester.address', 'lines'],
  ['request.requester.onBehalfOf', 'text'],
  ['authority.name', 'text'],
  ['authority.shortName', 'text'],
  ['authority.organisation', 'text'],
  ['authority.address', 'lines'],
  ['authority.objectionAddress', 'lines'],
  ['authority.website', 'text'],
  ['decision.date', 'date'],
  ['decision.reference', 'text'],
  ['decision.signatory.name', 'text'],
  ['decision.signatory.function', 'text'],
  ['decision.handler.name', 'text'],
  ['decision.handler.phone', 'text'],
  ['decision.handler.email', 'text'],
  ['decision.publishedAt', 'text'],
  ['decision.copies', 'lines'],
];

function valueAt(dossier: Dossier, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], dossier);
  if (Array.isArray(found)) return found.join('\n');
  return typeof found === 'string' ? found : '';
}

/** The form for request, authority and decision. A field is given to the host when it is left or Enter is pressed. */
export class DossierForm {
  readonly root: HTMLElement;
  private readonly inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement>();
  private readonly law: HTMLSelectElement;
  private dossier: Dossier | undefined;
  private readonly send: (change: DossierChange) => void;

  constructor(texts: DossierTexts, send: (change: DossierChange) => void) {
    this.send = send;
    this.law = element(
      'select',
      {
        attributes: { id: 'field-law' },
        on: {
          change: () => {
            send({ kind: 'set-law', law: this.law.value === 'woo' ? 'woo' : 'wob' });
          },
        },
      },
      (['wob', 'woo'] as const).map((law) =>
        element('option', { attributes: { value: law }, text: texts.laws[law] }),
      ),
    );
    const groups = (['request', 'authority', 'decision'] as const).map((section) =>
      element('fieldset', {}, [
        element('legend', { text: texts.sections[section] }),
        ...(section === 'decision'
          ? [
              element('div', { attributes: { class: 'field' } }, [
                element('label', { attributes: { for: 'field-law' }, text: texts.law }),
                this.law,
              ]),
            ]
          : []),
        ...FIELDS.filter(([path]) => path.startsWith(`${section}.`)).map(([path, kind]) =>
          this.field(texts, path, kind),
        ),
      ]),
    );
    this.root = element('div', { attributes: { class: 'form' } }, groups);
  }

  /** Shows a dossier; the field that is being typed in keeps what was typed. */
  show(dossier: Dossier, readOnly: boolean): void {
    this.dossier = dossier;
    this.law.value = dossier.law;
    this.law.disabled = readOnly;
    for (const [path, input] of this.inputs) {
      input.readOnly = readOnly;
      const value = valueAt(dossier, path);
      if (document.activeElement === input && input.dataset['typed'] === 'yes') continue;
      input.value = input.dataset['kind'] === 'date' ? shortDutchDate(value) : value;
      input.removeAttribute('aria-invalid');
    }
  }

  /** Puts the cursor in a field (`decision.date`), or in the first one below that path. */
  focus(path: string): void {
    const near = [...this.inputs].find(([name]) => name.startsWith(`${path}.`));
    const input = this.inputs.get(path) ?? near?.[1] ?? (path === 'law' ? this.law : undefined);
    input?.scrollIntoView({ block: 'center' });
    input?.focus();
  }

  private field(texts: DossierTexts, path: string, kind: FieldKind): HTMLElement {
    const id = `field-${path.replaceAll('.', '-')}`;
    const hint = texts.hints[path];
    const attributes = {
      id,
      'data-field': path,
      'data-kind': kind,
      placeholder: kind === 'date' ? texts.datePlaceholder : undefined,
      autocomplete: 'off',
      'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    };
    const commit = (): void => {
      delete input.dataset['typed'];
      if (this.dossier === undefined) return;
      const typed = input.value.trim();
      const date = kind === 'date' && typed !== '' ? parseDutchDate(typed) : undefined;
      if (kind === 'date' && typed !== '' && date === undefined) {
        input.setAttribute('aria-invalid', 'true');
        input.setCustomValidity(texts.noDate);
        input.reportValidity();
        return;
      }
      input.setCustomValidity('');
      input.removeAttribute('aria-invalid');
      const value = date ?? input.value;
      if (value === valueAt(this.dossier, path)) return;
      this.send({
        kind: 'set-field',
        path: path.split('.') as unknown as FieldPath,
        value: kind === 'lines' ? value.split('\n') : value,
      });
    };
    const on = {
      input: () => {
        input.dataset['typed'] = 'yes';
      },
      change: commit,
      blur: commit,
      keydown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && input instanceof HTMLInputElement) commit();
      },
    };
    const input: HTMLInputElement | HTMLTextAreaElement =
      kind === 'lines' || kind === 'long'
        ? element('textarea', { attributes: { ...attributes, rows: kind === 'long' ? '2' : '3' }, on })
        : element('input', { attributes: { ...attributes, type: 'text' }, on });
    this.inputs.set(path, input);
    return element('div', { attributes: { class: kind === 'long' ? 'field wide' : 'field' } }, [
      element('label', { attributes: { for: id }, text: texts.fields[path] ?? path }),
      input,
      ...(hint === undefined
        ? []
        : [element('small', { attributes: { id: `${id}-hint`, class: 'hint' }, text: hint })]),
    ]);
  }
}
