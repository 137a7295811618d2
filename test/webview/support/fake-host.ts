import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Finding } from '../../../src/core/diagnostics/types.ts';
import type { Redaction } from '../../../src/core/model/redaction.ts';
import type {
  EditRequest,
  HostMessage,
  MarkDraft,
  PageMessage,
  Snapshot,
  ViewCommand,
} from '../../../src/core/protocol.ts';
import type { PageText } from '../../../src/core/text/characters.ts';
import { root } from '../../host/paths.ts';

/** A key that the page let through, as VS Code would be told of it. */
export interface ForwardedKey {
  readonly type: 'forwarded-key';
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly defaultPrevented: boolean;
}

/** Usual grounds and titles of the keys, as the host makes them for the Wob. */
const USUAL = {
  e: { grounds: ['10.2.e'], reason: 'persoon', title: 'Namen en doorkiesnummers van ambtenaren' },
  d: { grounds: ['10.2.d'], reason: 'werkwijze', title: 'Inzicht in de werkwijze' },
  g: { grounds: ['10.2.g'], reason: 'mailbox', title: 'Interne mailboxen' },
} as const;

/** Commands of the manifest whose messages to the page have another name than their own in kebab case. */
const kebab = (command: string): string =>
  command.replace('lakmoes.', '').replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
  };
}

/** What keys do in VS Code, from the manifest: `ctrl+f` to `find`. */
const keybindings: ReadonlyMap<string, string> = new Map(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest).contributes.keybindings.map(
    ({ key, command }) => [key, kebab(command)],
  ),
);

/** What a fake host begins with. */
export interface FakeHostOptions {
  readonly pdfUrl: string;
  readonly fileName: string;
  readonly language: 'nl' | 'en';
  readonly pageText: (page: number) => PageText;
  readonly redactions: readonly Redaction[];
  readonly findings: readonly Finding[];
  readonly readOnly?: string;
  readonly position?: (HostMessage & { type: 'open' })['position'];
  /** Milliseconds for which answers to edits wait. */
  readonly delay?: number;
}

/**
 * Stands in for the extension: keeps the marks, sends snapshots, answers requests and carries out edits in the
 * simplest way. All messages of the page are kept.
 */
export class FakeHost {
  readonly received: PageMessage[] = [];
  readonly forwarded: ForwardedKey[] = [];
  readonly #options: FakeHostOptions;
  readonly #page: Page;
  #redactions: readonly Redaction[];
  #findings: readonly Finding[];
  #reviewed: readonly number[] = [];
  #version = 1;
  #lastId = 0;
  readonly #waiters = new Set<() => void>();

  constructor(page: Page, options: FakeHostOptions) {
    this.#page = page;
    this.#options = options;
    this.#redactions = options.redactions;
    this.#findings = options.findings;
  }

  get redactions(): readonly Redaction[] {
    return this.#redactions;
  }

  get reviewedPages(): readonly number[] {
    return this.#reviewed;
  }

  get snapshot(): Snapshot {
    const { readOnly } = this.#options;
    return {
      version: this.#version,
      redactions: this.#redactions,
      findings: this.#findings,
      reviewedPages: this.#reviewed,
      ...(readOnly === undefined ? {} : { readOnly }),
      grounds: [
        { code: '10.2.e', title: 'Persoonlijke levenssfeer' },
        { code: '10.2.d', title: 'Inspectie, controle en toezicht' },
        { code: '10.2.g', title: 'Onevenredige bevoordeling of benadeling' },
      ],
      reasons: Object.values(USUAL).map(({ reason, title, grounds }) => ({ id: reason, title, grounds })),
      shortcuts: (['e', 'd', 'g'] as const).map((key) => ({
        key,
        label: `${USUAL[key].grounds.join(' + ')} ${USUAL[key].title}`,
      })),
      law: 'Wob',
    };
  }

  /** The characters of a page (from 1), as the page gets them. */
  textOf(page: number): PageText {
    return this.#options.pageText(page);
  }

  /** Edits that the page asked for, in order. */
  get edits(): readonly EditRequest[] {
    return this.received.flatMap((message) => (message.type === 'edit' ? [message.edit] : []));
  }

  /** The last message of a type. */
  last<T extends PageMessage['type']>(type: T): Extract<PageMessage, { type: T }> | undefined {
    return this.received.findLast(
      (message): message is Extract<PageMessage, { type: T }> => message.type === type,
    );
  }

  async send(message: HostMessage): Promise<void> {
    // As text: Playwright takes objects apart value by value, and the text of a page is some ten thousand.
    await this.#page.evaluate(
      (text) => window.postMessage(JSON.parse(text) as object, '*'),
      JSON.stringify(message),
    );
  }

  async command(command: ViewCommand): Promise<void> {
    await this.send({ type: 'command', command });
  }

  /** Changes the marks as another panel or an undo would, and sends the snapshot. */
  async change(
    redactions: readonly Redaction[],
    findings: readonly Finding[] = this.#findings,
  ): Promise<void> {
    this.#redactions = redactions;
    this.#findings = findings;
    this.#version += 1;
    await this.send({ type: 'snapshot', snapshot: this.snapshot });
  }

  /** Waits until something holds of what has been received. */
  async until(holds: () => boolean, what: string): Promise<void> {
    if (holds()) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(check);
        reject(
          new Error(`Did not happen: ${what}. Last messages: ${JSON.stringify(this.received.slice(-4))}`),
        );
      }, 15_000);
      const check = (): void => {
        if (holds()) {
          clearTimeout(timer);
          this.#waiters.delete(check);
          resolve();
        }
      };
      this.#waiters.add(check);
    });
  }

  /** A message of the page, or a key that it let through. */
  async receive(message: PageMessage | ForwardedKey): Promise<void> {
    if (message.type === 'forwarded-key') {
      this.forwarded.push(message);
      await this.#shortcut(message);
    } else {
      this.received.push(message);
      await this.#answer(message);
    }
    for (const check of [...this.#waiters]) {
      check();
    }
  }

  async #shortcut({ key, ctrlKey, shiftKey, altKey }: ForwardedKey): Promise<void> {
    const names: Readonly<Record<string, string>> = { ArrowDown: 'down', ArrowUp: 'up' };
    const name = names[key] ?? key.toLowerCase();
    const chord = [ctrlKey && 'ctrl', shiftKey && 'shift', altKey && 'alt', name].filter(Boolean).join('+');
    const command = keybindings.get(chord);
    if (command === 'write-motivation') {
      return;
    }
    if (command !== undefined) {
      await this.command(command as ViewCommand);
    }
  }

  async #answer(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready': {
        const { pdfUrl, fileName, language, position } = this.#options;
        const { snapshot } = this;
        await this.send({
          type: 'open',
          pdfUrl,
          fileName,
          language,
          snapshot,
          ...(position === undefined ? {} : { position }),
        });
        break;
      }
      case 'request':
        await this.#text(message.requestId, message.request.page);
        break;
      case 'edit':
        await this.#edit(message.edit);
        break;
      default:
    }
  }

  async #text(requestId: number, page: number): Promise<void> {
    try {
      await this.send({ type: 'response', requestId, result: this.#options.pageText(page) });
    } catch (error) {
      await this.send({ type: 'failure', requestId, message: String(error) });
    }
  }

  async #edit(edit: EditRequest): Promise<void> {
    const { delay } = this.#options;
    if (delay !== undefined) {
      await new Promise((after) => setTimeout(after, delay));
    }
    const change = (ids: readonly string[], fields: Partial<Redaction>): readonly Redaction[] =>
      this.#redactions.map((redaction) =>
        ids.includes(redaction.id) ? { ...redaction, ...fields } : redaction,
      );
    switch (edit.kind) {
      case 'add-usual':
        await this.#add(edit.drafts, USUAL[edit.key]);
        break;
      case 'add-bare':
        await this.#add(edit.drafts, { grounds: [] });
        break;
      case 'set-usual': {
        const { grounds, reason } = USUAL[edit.key];
        await this.change(change(edit.ids, { grounds, reason }));
        break;
      }
      case 'delete':
        await this.change(this.#redactions.filter((redaction) => !edit.ids.includes(redaction.id)));
        break;
      case 'set-status':
        await this.change(change(edit.ids, { status: edit.status }));
        break;
      case 'set-quads': {
        const places = new Map(edit.places.map((place) => [place.id, place]));
        await this.change(
          this.#redactions.map((redaction) => ({ ...redaction, ...places.get(redaction.id) })),
        );
        break;
      }
      case 'set-reviewed': {
        const others = this.#reviewed.filter((page) => !edit.pages.includes(page));
        this.#reviewed = edit.reviewed ? [...others, ...edit.pages].sort((a, b) => a - b) : others;
        await this.change(this.#redactions);
        break;
      }
      case 'add-pick':
      case 'pick':
      case 'motivate':
        // The host's own dialogs; a test does by itself what comes of them.
        break;
    }
  }

  async #add(drafts: readonly MarkDraft[], given: Pick<Redaction, 'grounds' | 'reason'>): Promise<void> {
    const added = drafts.map((draft): Redaction => {
      this.#lastId += 1;
      return {
        ...draft,
        ...given,
        id: `nieuw-${this.#lastId}`,
        status: 'accepted',
        origin: 'manual',
        created: '2021-03-03T12:00:00+01:00',
        modified: '2021-03-03T12:00:00+01:00',
      };
    });
    const all = [...this.#redactions, ...added].sort((a, b) => a.page - b.page || topOf(b) - topOf(a));
    await this.change(all);
    await this.send({ type: 'select', ids: added.map((redaction) => redaction.id) });
  }
}

function topOf(redaction: Redaction): number {
  return redaction.quads[0]?.[1] ?? 0;
}
