import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { Glance } from '../verify/glance.ts';
import { glanceAt, provePage, type PageVerdict } from '../verify/page-proof.ts';
import { readPage, showsTextNear, withGlyphsOf } from '../verify/reading.ts';
import { shownTexts } from './describe.ts';
import type { KeptOriginal } from './kept-original.ts';
import {
  MOST_TO_SHARE,
  type Assistant,
  type Found,
  type PageRead,
  type Share,
  type SharedTask,
} from './shared-task.ts';
import type { Checkpoint } from './tools.ts';
import { endTurns, newTurns, takeTurn, type End } from './turns.ts';

/*
 * Pages of one document are read and proven by several threads, where others have nothing to do. The thread that asks
 * takes pages from the first on, the others from the last: what they look at later are pages that they have open.
 */

/** Fewer pages are done before another thread has opened the document. */
const WORTH_SHARING = 4;
/** Of so many pages for each, more threads are of use. */
const WORTH_ANOTHER = 16;
/** Every thread that takes part has a document in memory: of a larger one (bytes) there is one only. */
const MOST_FOR_SEVERAL = 16 << 20;

/** How many other threads are asked to take part in so many pages. */
function othersFor(count: number, bytes: number, assistant: Assistant | undefined): number {
  if (!assistant || count < WORTH_SHARING) return 0;
  const useful = bytes > MOST_FOR_SEVERAL ? 1 : Math.max(1, Math.floor(count / WORTH_ANOTHER) - 1);
  return Math.min(assistant.others, useful);
}

/** Asks other threads to take part in a task. */
function ask(
  task: SharedTask,
  assistant: Assistant | undefined,
  most = Infinity,
): Promise<Share | undefined>[] {
  const count = Math.min(most, othersFor(task.pages.length, task.original.length, assistant));
  return Array.from({ length: count }, () => assistant!.help(task));
}

/**
 * Work of this thread that the others need not wait for: it is done while they open the document and begin with the
 * pages. Answers whether to go on with them.
 */
export type Meanwhile = () => Promise<boolean>;

/** Reads marked pages of the original, which is open after `meanwhile`; undefined when that answers false. */
export function readPages(
  opened: () => EngineDocument,
  task: PagesOf<'read'>,
  assistant: Assistant | undefined,
  checkpoint: Checkpoint,
  meanwhile: Meanwhile,
): Promise<PageRead[] | undefined> {
  return shareOut(
    task.pages.length,
    reader(opened, task),
    checkpoint,
    (turns) => ask({ kind: 'read', ...task, turns }, assistant),
    meanwhile,
  );
}

/** A larger document is in memory more than once while it is built, so nothing else is done then. */
const MOST_TO_GLANCE = 64 << 20;

/**
 * Whether so many pages are looked at as they are read, which saves opening them again: not where another thread has
 * nothing to do while the file is built, for it has time for about all of them then.
 */
export function glancesAtOnce(
  count: number,
  original: Uint8Array,
  assistant: Assistant | undefined,
): boolean {
  return original.length <= MOST_TO_GLANCE && othersFor(count, original.length, assistant) === 0;
}

/**
 * Has other threads look at pages of the original until the function that is returned is called; that gives what they
 * saw, by page.
 */
export function glanceAhead(
  task: PagesOf<'glance'>,
  assistant: Assistant | undefined,
): () => Promise<ReadonlyMap<number, Glance>> {
  const shared: SharedTask = { kind: 'glance', ...task, turns: newTurns() };
  const shares = task.original.length <= MOST_TO_GLANCE ? ask(shared, assistant) : [];
  return async () => {
    endTurns(shared.turns);
    const seen = new Map<number, Glance>();
    for (const share of await Promise.all(shares)) {
      for (const [place, glance] of share ?? []) {
        if (glance) seen.set(task.pages[place]!.index, glance as Glance);
      }
    }
    return seen;
  };
}

/** Bytes that the pictures of pages may take together. */
const ROOM = 32 << 20;

function roomFor(pages: number): number {
  return ROOM / Math.max(1, pages);
}

type PagesOf<Kind extends SharedTask['kind']> = Omit<Extract<SharedTask, { kind: Kind }>, 'kind' | 'turns'>;

/** Proves pages of the final file, which is open after `meanwhile`; undefined when that answers false. */
export function provePages(
  opened: { readonly original: EngineDocument; readonly final: () => EngineDocument },
  task: PagesOf<'prove'>,
  assistant: Assistant | undefined,
  checkpoint: Checkpoint,
  meanwhile: Meanwhile,
): Promise<PageVerdict[] | undefined> {
  const { original, final } = opened;
  return shareOut(
    task.pages.length,
    (place) => provePage(original, final(), task.pages[place]!),
    checkpoint,
    (turns) => {
      const isTooLarge = Math.max(task.original.length, task.final.length) > MOST_TO_SHARE;
      return ask({ kind: 'prove', ...task, turns }, assistant, isTooLarge ? 0 : Infinity);
    },
    meanwhile,
  );
}

/** Another thread's part. */
export function takePart(
  engine: Engine,
  kept: KeptOriginal,
  task: SharedTask,
  checkpoint: Checkpoint,
): Promise<Share> {
  return kept.with(engine, task, async (original, final) => {
    const found: [number, Found][] = [];
    checkpoint.expect(task.pages.length);
    const work = worker(original, final, task);
    const end = task.kind === 'glance' ? 'first' : 'last';
    await take(task.pages.length, task.turns, end, checkpoint, (place) => found.push([place, work(place)]));
    return found;
  });
}

function worker(
  original: EngineDocument,
  final: EngineDocument | undefined,
  task: SharedTask,
): (place: number) => Found {
  switch (task.kind) {
    case 'read':
      return reader(() => original, task);
    case 'glance':
      return (place) => {
        const { index, marks } = task.pages[place]!;
        return original.withPage(index, (page) => {
          const quads = marks.flatMap((mark) => mark.quads);
          return glanceAt(page, quads, roomFor(task.pages.length));
        });
      };
    case 'prove':
      return (place) => provePage(original, final!, task.pages[place]!);
  }
}

function reader(
  opened: () => EngineDocument,
  { pages, glances }: Pick<PagesOf<'read'>, 'pages' | 'glances'>,
): (place: number) => PageRead {
  return (place) => {
    const { index, marks } = pages[place]!;
    const quads = marks.map((mark) => mark.quads);
    const document = opened();
    const read = document.withPage(index, (page) => ({
      reading: readPage(page.passing(), quads, page.told()),
      glance: glances ? glanceAt(page, quads.flat(), roomFor(pages.length)) : undefined,
      annotations: page.annotations(),
    }));
    const { reading, glance, annotations } = read;
    const more = showsTextNear(annotations, quads)
      ? document.withFlatPage(index, (page) => ({
          flat: readPage(page.passing(), quads),
          shown: shownTexts(page, annotations),
        }))
      : undefined;
    return { reading: more ? withGlyphsOf(reading, more.flat, more.shown, quads) : reading, glance };
  };
}

async function shareOut<T extends PageRead | PageVerdict>(
  count: number,
  work: (place: number) => T,
  checkpoint: Checkpoint,
  help: (turns: Int32Array) => readonly Promise<Share | undefined>[],
  meanwhile: Meanwhile,
): Promise<T[] | undefined> {
  const turns = newTurns();
  const others = help(turns);
  let goesOn = false;
  try {
    goesOn = await meanwhile();
  } finally {
    if (!goesOn) endTurns(turns);
  }
  if (!goesOn) return undefined;
  const found = new Map<number, T>();
  await take(count, turns, 'first', checkpoint, (place) => found.set(place, work(place)));
  for (const share of await Promise.all(others)) {
    for (const [place, result] of share ?? []) found.set(place, result as T);
  }
  // What another thread took and did not bring.
  return Array.from({ length: count }, (_, place) => found.get(place) ?? work(place));
}

async function take(
  count: number,
  turns: Int32Array,
  end: End,
  checkpoint: Checkpoint,
  work: (place: number) => void,
): Promise<void> {
  let seen = 0;
  for (;;) {
    const turn = takeTurn(turns, count, end);
    // Pages that other threads took count as done.
    if (!turn) return checkpoint.step(count - seen);
    work(turn.place);
    await checkpoint.step(turn.taken - seen);
    seen = turn.taken;
  }
}
