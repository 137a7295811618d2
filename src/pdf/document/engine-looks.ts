import {
  PDFBool,
  PDFDict,
  PDFName,
  PDFObjectCopier,
  PDFRef,
  PDFStream,
  type PDFDocument,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import type { Region } from '../content/region.ts';
import type { EngineDocument } from '../engine/document.ts';
import { dictAt, entry, nameAt, resolve } from '../objects/lookup.ts';
import { deflatedStream, streamBytes } from '../objects/stream-bytes.ts';
import { annotationsOf, touches } from './annotation-list.ts';
import { normalAppearance } from './flatten.ts';
import { parse } from './load.ts';
import { rectAt } from './rect.ts';

const LOOKS = PDFName.of('AP');
const NORMAL = PDFName.of('N');
const STATE = PDFName.of('AS');
/** What the engine draws the button of a list that drops down with, last of all: its grey, and at once its raised edge. */
const BUTTON = /q\n0\.862745 0\.862745 0\.862745 rg\n[^\n]* re\nf\nQ\nq\nq\n1 g\n/;
const MAX_LOOK = 1 << 20;

/** A field on a page with the number of its object. */
interface Widget {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
}

/**
 * Gives fields that marks touch the look that the engine draws for them, where viewers do not go by one in the file:
 * there is none, or the form wants its fields drawn anew (NeedAppearances; ISO 32000-2, table 224). Marks are about what
 * is seen, and in an old look the letters under them may stand elsewhere. Answers with those fields, and whether the look
 * is all that the engine draws.
 *
 * @param regions marks of pages, by index
 * @param lost is told of looks that go
 */
export async function takeEngineLooks(
  doc: PDFDocument,
  original: EngineDocument,
  regions: ReadonlyMap<number, Region>,
  lost: (appearances: PDFDict) => void,
): Promise<ReadonlyMap<PDFDict, boolean>> {
  const pages = doc.getPages();
  const isAnew = drawsAnew(doc);
  const found = [...regions].flatMap(([index, region]) =>
    widgetsOf(pages[index]!, region, isAnew).map((widget) => ({ ...widget, index })),
  );
  if (found.length === 0) return new Map();
  const bytes = original.withLooks(new Set(found.map(({ index }) => index)));
  const drawn = bytes && (await tryParse(bytes));
  if (!drawn) return new Map();
  const copier = PDFObjectCopier.for(drawn.context, doc.context);
  const taken = new Map<PDFDict, boolean>();
  for (const { ref, dict } of found) {
    const other = drawn.context.lookup(ref);
    if (!(other instanceof PDFDict) || !isSame(dict, other) || !normalAppearance(other)) continue;
    const old = dictAt(dict, 'AP');
    if (old) lost(old);
    // Never undefined: it has a normal look.
    const look = copier.copy(dictAt(other, 'AP')!.get(NORMAL)!);
    const plain = withoutButton(doc, look);
    dict.set(LOOKS, doc.context.obj({ N: plain ?? look }));
    const state = other.get(STATE);
    if (state) dict.set(STATE, copier.copy(state));
    taken.set(dict, !plain);
  }
  return taken;
}

function widgetsOf(page: PDFPage, region: Region, isAnew: boolean): Widget[] {
  return annotationsOf(page).flatMap(({ raw, dict }) => {
    if (!(raw instanceof PDFRef) || nameAt(dict, 'Subtype') !== 'Widget') return [];
    const isDrawn = !isAnew && normalAppearance(dict) !== undefined;
    return isDrawn || !touches(region, dict, page) ? [] : [{ ref: raw, dict }];
  });
}

/** Whether the form wants its fields drawn anew. */
export function drawsAnew({ context }: Pick<PDFDocument, 'context'>): boolean {
  const root = resolve(context, context.trailerInfo.Root);
  const form = root instanceof PDFDict ? dictAt(root, 'AcroForm') : undefined;
  return form !== undefined && entry(form, 'NeedAppearances') === PDFBool.True;
}

/**
 * Without what the engine draws last of a field: the button of a list that drops down, which other viewers do not show.
 * Undefined where there is none.
 */
function withoutButton({ context }: PDFDocument, look: PDFObject): PDFObject | undefined {
  const stream = resolve(context, look);
  if (!(stream instanceof PDFStream)) return undefined;
  const content = Buffer.from(streamBytes(stream, MAX_LOOK)).toString('latin1');
  const start = content.search(BUTTON);
  if (start < 0) return undefined;
  return context.register(
    deflatedStream(context, Buffer.from(content.slice(0, start), 'latin1'), stream.dict),
  );
}

/** Numbers of objects could have changed. */
function isSame(a: PDFDict, b: PDFDict): boolean {
  const [here, there] = [rectAt(a, 'Rect'), rectAt(b, 'Rect')];
  if (!here || !there || nameAt(b, 'Subtype') !== 'Widget') return false;
  return (['left', 'bottom', 'right', 'top'] as const).every(
    (side) => Math.abs(here[side] - there[side]) < 0.01,
  );
}

async function tryParse(bytes: Uint8Array): Promise<PDFDocument | undefined> {
  try {
    return (await parse(bytes)).doc;
  } catch {
    return undefined;
  }
}
