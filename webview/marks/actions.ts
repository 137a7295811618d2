import type { Quad, Redaction } from '../../src/core/model/redaction.ts';
import type { EditRequest, MarkDraft } from '../../src/core/protocol.ts';
import type { PageText } from '../../src/core/text/characters.ts';
import { charactersInQuads } from '../../src/core/text/in-quads.ts';
import { withoutMailDomains } from '../../src/core/text/mail.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import { quadOfBox } from '../../src/core/text/geometry.ts';
import { indexOf, type Model, type PendingMark, selectedMarks, type ShapeDraft } from '../state/model.ts';
import { selectedText } from '../text/copy.ts';
import type { PageTexts } from '../text/page-texts.ts';
import { isCollapsed, orderedEnds, type PageRange, rangeOnPage } from '../text/selection.ts';
import type { Texts } from '../texts.ts';
import type { Announcer } from '../ui/announcer.ts';
import type { Transport } from '../transport.ts';
import { codesOfShortcut } from './label.ts';

/** A key with a usual reason. */
export type UsualKey = 'e' | 'd' | 'g';

/** Milliseconds after which a mark that the host did not confirm is taken off the screen. */
const UNCONFIRMED = 10_000;

/** What the actions work with. */
export interface ActionContext {
  readonly model: Model;
  readonly transport: Transport;
  readonly pageTexts: PageTexts;
  readonly texts: Texts;
  readonly announcer: Announcer;
}

/** Everything a person can ask for that changes marks. Nothing happens in a document that is read-only. */
export class MarkActions {
  readonly #context: ActionContext;
  #unconfirmed: ReturnType<typeof setTimeout> | undefined;
  /** Moves that the host has not answered. */
  #moves = 0;

  constructor(context: ActionContext) {
    this.#context = context;
    const { model } = context;
    model.snapshot.subscribe((snapshot, before) => {
      if (snapshot.version !== before.version) {
        model.pending.set([]);
        // A move that was made since the host sent this is not in it yet.
        this.#moves = Math.max(0, this.#moves - Math.max(1, snapshot.version - before.version));
        if (this.#moves === 0) {
          this.#confirmed();
        }
      }
    });
  }

  get editable(): boolean {
    return this.#context.model.snapshot.value.readOnly === undefined;
  }

  /** Whether text, an area or a page has been chosen that can be marked. */
  get hasDraft(): boolean {
    const { selection, shape } = this.#context.model;
    return shape.value !== undefined || (selection.value !== undefined && !isCollapsed(selection.value));
  }

  /** Tells what has been chosen, and what can be done with it. */
  announceDraft(): void {
    const { model, announcer, texts, pageTexts } = this.#context;
    const shape = model.shape.value;
    const selection = model.selection.value;
    if (shape !== undefined) {
      announcer.say(shape.kind === 'page' ? texts.pageMade(shape.page) : texts.areaMade);
    } else if (selection !== undefined) {
      announcer.say(texts.selectionMade([...selectedText(selection, pageTexts)].length));
    }
  }

  /** Marks what is chosen with the usual reason of a key, or gives that reason to the selected marks. */
  usual(key: UsualKey): void {
    if (!this.editable) {
      return;
    }
    performance.mark('lakmoes:key');
    const { model } = this.#context;
    if (this.hasDraft) {
      this.#withDrafts((drafts) => {
        this.#showPending(drafts, key);
        this.#send({ kind: 'add-usual', drafts, key });
      });
      return;
    }
    const ids = [...model.selected.value];
    if (ids.length > 0) {
      this.#send({ kind: 'set-usual', ids, key });
    }
  }

  /** Lets the person pick from all grounds, for what is chosen or for the selected marks. */
  pick(): void {
    if (!this.editable) {
      return;
    }
    if (this.hasDraft) {
      this.#withDrafts((drafts) => this.#send({ kind: 'add-pick', drafts }), true);
      return;
    }
    this.#forSelected((ids) => ({ kind: 'pick', ids }));
  }

  /** Marks what is chosen without a ground. */
  bare(): void {
    if (this.editable && this.hasDraft) {
      this.#withDrafts((drafts) => {
        this.#showPending(drafts, undefined);
        this.#send({ kind: 'add-bare', drafts });
      });
    }
  }

  /**
   * Marks places that were not chosen by hand but found; the person picks the ground for all at once. Places under a
   * mark are left out. Resolves to how many were left.
   */
  async pickFor(ranges: readonly PageRange[]): Promise<number> {
    if (!this.editable || ranges.length === 0) {
      return 0;
    }
    const { pageTexts, announcer, texts, model } = this.#context;
    const { byPage } = indexOf(model.snapshot.value);
    const drafts: MarkDraft[] = [];
    try {
      for (const page of new Set(ranges.map((range) => range.page))) {
        const { text } = await pageTexts.get(page);
        const marks = byPage.get(page) ?? [];
        const covered = new Set(marks.flatMap(({ quads }) => charactersInQuads(text, quads)));
        const free = ranges.filter((range) => range.page === page && !isCovered(text, range, covered));
        drafts.push(...free.flatMap((range) => draftOfRange(text, range)));
      }
    } catch {
      announcer.say(texts.textFailed);
      return 0;
    }
    if (drafts.length > 0) {
      this.#send({ kind: 'add-pick', drafts, origin: 'search' });
    }
    return drafts.length;
  }

  /** Looks for the selected marks or text elsewhere. */
  sameText(scope: 'document' | 'dossier'): void {
    if (this.editable) {
      this.#context.transport.send({ type: 'same-text', scope });
    }
  }

  /** Asks for own words for the selected marks. */
  motivate(): void {
    this.#forSelected((ids) => ({ kind: 'motivate', ids }));
  }

  /** Deletes the selected marks. */
  remove(): void {
    this.#forSelected((ids) => ({ kind: 'delete', ids }));
  }

  /** Decides on the selected marks. */
  decide(status: Redaction['status']): void {
    this.#forSelected((ids) => ({ kind: 'set-status', ids, status }));
  }

  /** Notes whether pages (from 1) have been read through. */
  review(pages: readonly number[], reviewed: boolean): void {
    if (this.editable) {
      this.#send({ kind: 'set-reviewed', pages, reviewed });
    }
  }

  /** Moves marks. Their new place shows at once. */
  move(
    places: readonly { readonly id: string; readonly quads: readonly Quad[]; readonly quote?: string }[],
  ): void {
    if (!this.editable || places.length === 0) {
      return;
    }
    const { moved } = this.#context.model;
    moved.set(new Map([...moved.value, ...places.map(({ id, quads }) => [id, quads] as const)]));
    this.#moves += 1;
    this.#send({ kind: 'set-quads', places });
    this.#await();
  }

  /** The whole page as something to mark: its MediaBox, which the text engine knows best. */
  async pageShape(page: number, visible: readonly [number, number, number, number]): Promise<ShapeDraft> {
    const box = await this.#context.pageTexts.get(page).then(
      (lines) => lines.text.geometry.mediaBox,
      () => visible,
    );
    return { kind: 'page', page, quad: quadOfBox(box) };
  }

  #forSelected(request: (ids: readonly string[]) => EditRequest): void {
    const ids = selectedMarks(this.#context.model).map((redaction) => redaction.id);
    if (this.editable && ids.length > 0) {
      this.#send(request(ids));
    }
  }

  #send(edit: EditRequest): void {
    this.#context.transport.send({ type: 'edit', edit });
  }

  /** Makes drafts of what is chosen: at once where the texts are at hand. It stays chosen with `keep`. */
  #withDrafts(use: (drafts: readonly MarkDraft[]) => void, keep = false): void {
    const { model } = this.#context;
    const shape = model.shape.value;
    const selection = model.selection.value;
    const finish = (drafts: readonly MarkDraft[]): void => {
      if (drafts.length === 0) {
        return;
      }
      use(drafts);
      if (!keep) {
        model.shape.set(undefined);
        model.selection.set(undefined);
      }
    };
    if (shape !== undefined) {
      finish([this.#shapeDraft(shape)]);
      return;
    }
    if (selection === undefined) {
      return;
    }
    const [first, last] = orderedEnds(selection);
    const pages = Array.from({ length: last.page - first.page + 1 }, (_, index) => first.page + index);
    const draftsOf = (): readonly MarkDraft[] => pages.flatMap((page) => this.#textDraft(page, selection));
    if (pages.every((page) => this.#context.pageTexts.peek(page) !== undefined)) {
      finish(draftsOf());
    } else {
      const { announcer, texts } = this.#context;
      Promise.all(pages.map((page) => this.#context.pageTexts.get(page))).then(
        () => finish(draftsOf()),
        () => announcer.say(texts.textFailed),
      );
    }
  }

  #shapeDraft(shape: ShapeDraft): MarkDraft {
    return { page: shape.page, kind: shape.kind, quads: [shape.quad] };
  }

  #textDraft(page: number, selection: Parameters<typeof rangeOnPage>[0]): readonly MarkDraft[] {
    const text = this.#context.pageTexts.peek(page)?.text;
    const range = text === undefined ? undefined : rangeOnPage(selection, page, text.characters.length);
    return range === undefined ? [] : draftOfRange(text, range);
  }

  #showPending(drafts: readonly MarkDraft[], key: UsualKey | undefined): void {
    const { model } = this.#context;
    const snapshot = model.snapshot.value;
    const shortcut = snapshot.shortcuts.find((item) => item.key === key);
    const codes = codesOfShortcut(shortcut, snapshot);
    const marks: PendingMark[] = drafts.map((draft) => ({
      page: draft.page,
      kind: draft.kind,
      quads: key === 'g' ? this.#withoutDomains(draft) : draft.quads,
      codes,
    }));
    model.pending.set(marks);
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('lakmoes:mark-on-screen')));
    this.#await();
  }

  /** A mailbox keeps its domain under the ground of key G; the host cuts it, the screen should not flicker. */
  #withoutDomains(draft: MarkDraft): readonly Quad[] {
    const selection = this.#context.model.selection.value;
    const text = this.#context.pageTexts.peek(draft.page)?.text;
    if (draft.kind !== 'text' || selection === undefined || text === undefined) {
      return draft.quads;
    }
    const range: PageRange | undefined = rangeOnPage(selection, draft.page, text.characters.length);
    const kept = range === undefined ? [] : withoutMailDomains(text, range.start, range.end);
    const quads = kept.flatMap((part) => quadsForRange(text, part.start, part.end).quads);
    return quads.length === 0 ? draft.quads : quads;
  }

  #await(): void {
    clearTimeout(this.#unconfirmed);
    this.#unconfirmed = setTimeout(() => {
      this.#confirmed();
      this.#context.announcer.say(this.#context.texts.notDone);
    }, UNCONFIRMED);
  }

  #confirmed(): void {
    clearTimeout(this.#unconfirmed);
    this.#moves = 0;
    this.#context.model.pending.set([]);
    this.#context.model.moved.set(new Map());
  }
}

/** Whether marks lie on all that is drawn of a range. */
function isCovered(text: PageText, { start, end }: PageRange, covered: ReadonlySet<number>): boolean {
  for (let index = start; index < end; index += 1) {
    const character = text.characters[index];
    if (character !== undefined && character.text.trim() !== '' && !covered.has(index)) {
      return false;
    }
  }
  return true;
}

/** A mark over characters; none where nothing of them is drawn. */
function draftOfRange(text: PageText | undefined, { page, start, end }: PageRange): readonly MarkDraft[] {
  if (text === undefined) {
    return [];
  }
  const { quads, quote } = quadsForRange(text, start, end);
  return quads.length === 0 ? [] : [{ page, kind: 'text', quads, quote }];
}
