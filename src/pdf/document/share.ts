import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { Glance } from '../verify/glance.ts';
import { glanceAt, provePage, type PageVerdict } from '../verify/page-proof.ts';
import { readPage } from '../verify/reading.ts';
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

/*
 * Pages of one document are read and proven by two threads, where another has nothing to do. A counter in shared memory
 * tells how many are taken, so that neither waits for the other but for its last page. The thread that asks takes pages
 * from the first on, the other from the last: what it looks at later are pages that it has open.
 */

/** Fewer pages are done before another thread has opened the document. */
const WORTH_SHARING = 4;

/**
 * Work of this thread that the other need not wait for: it is done while the other opens the document and begins with
 * the pages. Answers whether to go on with them.
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
    (counter) => assistant?.help({ kind: 'read', ...task, counter }),
    meanwhile,
  );
}

/** For the others there is about time enough while a file of text is built. */
const SOON = 0.4;

/** A larger document is in memory more than once while it is built, so nothing else is done then. */
const MOST_TO_GLANCE = 64 << 20;

/**
 * How many pages of so many are looked at as they are read, which saves opening them again; the others are what another
 * thread does while the file is built.
 */
export function pagesToGlance(count: number, original: Uint8Array): number {
  if (original.length > MOST_TO_GLANCE) return 0;
  return count < WORTH_SHARING ? count : Math.floor(count * SOON);
}

/**
 * Has another thread look at pages of the original until the function that is returned is called; that gives what it
 * saw, by page.
 */
export function glanceAhead(
  task: PagesOf<'glance'>,
  assistant: Assistant | undefined,
): () => Promise<ReadonlyMap<number, Glance>> {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const shared: SharedTask = { kind: 'glance', ...task, counter };
  const worth = task.pages.length >= WORTH_SHARING && task.original.length <= MOST_TO_GLANCE;
  const share = worth ? assistant?.help(shared) : undefined;
  return async () => {
    endSharing(shared);
    const seen = new Map<number, Glance>();
    for (const [place, glance] of (await share) ?? []) {
      if (glance) seen.set(task.pages[place]!.index, glance as Glance);
    }
    return seen;
  };
}

/** Bytes that the pictures of pages may take together. */
const ROOM = 32 << 20;

function roomFor(pages: number): number {
  return ROOM / Math.max(1, pages);
}

type PagesOf<Kind extends SharedTask['kind']> = Omit<Extract<SharedTask, { kind: Kind }>, 'kind' | 'counter'>;

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
    (counter) =>
      Math.max(task.original.length, task.final.length) > MOST_TO_SHARE
        ? undefined
        : assistant?.help({ kind: 'prove', ...task, counter }),
    meanwhile,
  );
}

/** The other thread's part. */
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
    const last = task.pages.length - 1;
    const isFromLast = task.kind !== 'glance';
    await take(task.pages.length, task.counter, checkpoint, (turn) => {
      const place = isFromLast ? last - turn : turn;
      found.push([place, work(place)]);
    });
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

/** Makes the thread that takes part stop after the page that it has in hand. */
export function endSharing({ counter }: Pick<SharedTask, 'counter'>): void {
  Atomics.store(counter, 0, 1 << 30);
}

function reader(
  opened: () => EngineDocument,
  { pages, glances }: Pick<PagesOf<'read'>, 'pages' | 'glances'>,
): (place: number) => PageRead {
  return (place) => {
    const { index, marks } = pages[place]!;
    const quads = marks.map((mark) => mark.quads);
    return opened().withPage(index, (page) => ({
      reading: readPage(page.passing(), quads),
      glance: place < glances ? glanceAt(page, quads.flat(), roomFor(pages.length)) : undefined,
    }));
  };
}

async function shareOut<T extends PageRead | PageVerdict>(
  count: number,
  work: (place: number) => T,
  checkpoint: Checkpoint,
  help: (counter: Int32Array) => Promise<Share | undefined> | undefined,
  meanwhile: Meanwhile,
): Promise<T[] | undefined> {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const others = count < WORTH_SHARING ? undefined : help(counter);
  let goesOn = false;
  try {
    goesOn = await meanwhile();
  } finally {
    if (!goesOn) endSharing({ counter });
  }
  if (!goesOn) return undefined;
  const found = new Map<number, T>();
  await take(count, counter, checkpoint, (place) => found.set(place, work(place)));
  for (const [place, result] of (await others) ?? []) found.set(place, result as T);
  // What the other thread took and did not bring.
  return Array.from({ length: count }, (_, place) => found.get(place) ?? work(place));
}

/** `work` is told how many pages this thread had taken before. */
async function take(
  count: number,
  counter: Int32Array,
  checkpoint: Checkpoint,
  work: (turn: number) => void,
): Promise<void> {
  let seen = 0;
  for (let turn = 0; ; turn++) {
    const taken = Atomics.add(counter, 0, 1);
    if (taken >= count) return;
    work(turn);
    // Pages that the other thread took count as done.
    await checkpoint.step(taken + 1 - seen);
    seen = taken + 1;
  }
}
