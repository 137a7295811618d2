import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { FieldPath } from '../../src/core/dossier/changes.ts';
import { parseDutchDate, shortDutchDate } from '../../src/core/dossier/dates.ts';
import type { DossierPageMessage, PageGroundSet } from '../../src/core/dossier/protocol.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element, setText } from '../ui/dom.ts';
import { fieldOf } from './findings.ts';
import { FIELDS, type FieldKind } from './fields.ts';
import type { DossierTexts } from './texts.ts';

/** A field of the form with the line under it that tells what is wrong. */
interface Field {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly kind: FieldKind;
  readonly problem: HTMLElement;
}

/** The term of a temporary ground: its code has points of its own. */
const TERM = 'decision.terms.';

function keysOf(path: string): readonly string[] {
  return path.startsWith(TERM) ? ['decision', 'terms', path.slice(TERM.length)] : path.split('.');
}

function valueAt(dossier: Dossier, path: string): string {
  const found = keysOf(path).reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    dossier,
  );
  if (Array.isArray(found)) return found.join('\n');
  return typeof found === 'string' ? found : '';
}

/** The form for request, authority and decision. A field is given to the host when it is left or Enter is pressed. */
export class DossierForm {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly send: (message: DossierPageMessage) => void;
  private readonly fields = new Map<string, Field>();
  private readonly law: HTMLSelectElement;
  private readonly terms: HTMLElement = element('div', {});
  private dossier: Dossier | undefined;
  private findings: readonly Finding[] = [];

  constructor(texts: DossierTexts, send: (message: DossierPageMessage) => void) {
    this.texts = texts;
    this.send = send;
    this.law = element(
      'select',
      {
        attributes: { id: 'field-law', 'data-field': 'law' },
        on: {
          change: () => {
            this.chooseLaw();
          },
        },
      },
      ...(['wob', 'woo'] as const).map((law) =>
        element('option', { attributes: { value: law } }, texts.laws[law]),
      ),
    );
    const lawField = element(
      'div',
      { class: 'field' },
      element('label', { attributes: { for: 'field-law' } }, texts.law),
      this.law,
    );
    const section = (
      name: keyof DossierTexts['sections'],
      root: string,
      ...first: HTMLElement[]
    ): HTMLElement =>
      element(
        'fieldset',
        {},
        element('legend', {}, texts.sections[name]),
        ...first,
        ...FIELDS.filter(([path]) => path.split('.')[0] === root).map(([path, kind]) =>
          this.field(path, kind),
        ),
      );
    const decision = section('decision', 'decision', lawField);
    decision.append(this.terms);
    this.root = element(
      'div',
      { class: 'form' },
      section('request', 'request'),
      element('div', {}, section('authority', 'authority'), section('redaction', 'keepReadable')),
      decision,
    );
  }

  /** A day for each temporary ground that is used, or that a day is known of. */
  private showTerms(dossier: Dossier, used: readonly string[], set: PageGroundSet): void {
    const codes = set.grounds
      .filter(
        ({ code, kind }) => kind === 'temporary' && (used.includes(code) || dossier.decision.terms?.[code]),
      )
      .map(({ code }) => code);
    if (this.terms.dataset['codes'] === codes.join()) return;
    this.terms.dataset['codes'] = codes.join();
    for (const path of [...this.fields.keys()]) if (path.startsWith(TERM)) this.fields.delete(path);
    this.terms.replaceChildren(
      ...codes.map((code) =>
        this.field(`${TERM}${code}`, 'date', this.texts.term(code), this.texts.termHint),
      ),
    );
  }

  /** Shows a dossier; a field with something typed that was not given to the host keeps it. */
  show(
    dossier: Dossier,
    findings: readonly Finding[],
    used: readonly string[],
    set: PageGroundSet,
    readOnly: boolean,
  ): void {
    this.showTerms(dossier, used, set);
    this.dossier = dossier;
    this.findings = findings;
    this.law.value = dossier.law;
    this.law.disabled = readOnly;
    for (const [path, field] of this.fields) {
      field.input.readOnly = readOnly;
      if (field.input.dataset['typed'] === undefined) this.fill(path, field);
    }
  }

  /** Puts the cursor in a field (`decision.date`), or in the first one below that path. */
  focus(path: string): void {
    const near = [...this.fields].find(([name]) => name.startsWith(`${path}.`));
    const input = this.fields.get(path)?.input ?? near?.[1].input ?? (path === 'law' ? this.law : undefined);
    input?.scrollIntoView({ block: 'center' });
    input?.focus();
  }

  private fill(path: string, { input, kind, problem }: Field): void {
    const value = this.dossier === undefined ? '' : valueAt(this.dossier, path);
    const text = kind === 'date' ? shortDutchDate(value) : value;
    if (input.value !== text) input.value = text;
    const finding = this.findings.find((each) => fieldOf(each) === path);
    this.tell(input, problem, finding?.message ?? '', finding?.severity ?? 'info');
  }

  private tell(input: HTMLElement, problem: HTMLElement, text: string, severity: Finding['severity']): void {
    setText(problem, text);
    problem.hidden = text === '';
    problem.className = `problem ${severity}`;
    if (severity === 'error' && text !== '') input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }

  /** From Wob to Woo the grounds want a new code each: that is asked about first. */
  private chooseLaw(): void {
    const law = this.law.value === 'woo' ? 'woo' : 'wob';
    if (this.dossier !== undefined) this.law.value = this.dossier.law;
    this.send(
      law === 'woo'
        ? { type: 'command', command: 'to-woo' }
        : { type: 'change', change: { kind: 'set-law', law } },
    );
  }

  private commit(path: string, field: Field): void {
    const { input, kind, problem } = field;
    if (input.dataset['typed'] === undefined || this.dossier === undefined) return;
    const typed = input.value.trim();
    const date = kind === 'date' && typed !== '' ? parseDutchDate(typed) : undefined;
    if (kind === 'date' && typed !== '' && date === undefined) {
      this.tell(input, problem, this.texts.noDate, 'error');
      return;
    }
    delete input.dataset['typed'];
    const value = date ?? input.value;
    if (value === valueAt(this.dossier, path)) {
      this.fill(path, field);
      return;
    }
    this.send({
      type: 'change',
      change: {
        kind: 'set-field',
        path: keysOf(path) as unknown as FieldPath,
        value: kind === 'lines' ? value.split('\n') : value,
      },
    });
  }

  private field(
    path: string,
    kind: FieldKind,
    label = this.texts.fields[path] ?? path,
    hint = this.texts.hints[path],
  ): HTMLElement {
    const id = `field-${path.replaceAll('.', '-')}`;
    const options = {
      attributes: {
        id,
        'data-field': path,
        placeholder: kind === 'date' ? this.texts.datePlaceholder : undefined,
        autocomplete: 'off',
        spellcheck: kind === 'long' ? 'true' : 'false',
        dir: 'auto',
        'aria-describedby': hint === undefined ? `${id}-problem` : `${id}-problem ${id}-hint`,
        type: kind === 'text' || kind === 'date' ? 'text' : undefined,
        rows: kind === 'lines' || kind === 'long' ? 3 : undefined,
      },
      on: {
        input: () => {
          input.dataset['typed'] = 'yes';
        },
        change: () => {
          this.commit(path, field);
        },
        blur: () => {
          this.commit(path, field);
        },
        keydown: (event: KeyboardEvent) => {
          const one = input instanceof HTMLInputElement || event.ctrlKey || event.metaKey;
          if (event.key === 'Enter' && one) this.commit(path, field);
          else if (event.key === 'Escape') {
            delete input.dataset['typed'];
            this.fill(path, field);
          }
        },
      },
    };
    const input =
      kind === 'lines' || kind === 'long' ? element('textarea', options) : element('input', options);
    const problem = element('p', { attributes: { id: `${id}-problem`, hidden: true } });
    const field: Field = { input, kind, problem };
    this.fields.set(path, field);
    return element(
      'div',
      { class: kind === 'date' ? 'field short' : 'field' },
      element('label', { attributes: { for: id } }, label),
      input,
      problem,
      hint !== undefined && element('small', { class: 'hint', attributes: { id: `${id}-hint` } }, hint),
    );
  }
}
