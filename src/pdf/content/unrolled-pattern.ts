import { PDFDict, PDFName, PDFRawStream, type PDFObject, type PDFRef } from 'pdf-lib';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { formatNumber } from './operators.ts';
import { joinBounds, movedBounds, NO_BOUNDS } from './region.ts';
import type { PageRun } from './run.ts';
import type { Tile, Tiling } from './tiling.ts';

/**
 * A pattern that shows once: its cell draws the repetitions of the old one as forms, some of them cut.
 *
 * @param tiles the repetitions to draw
 * @param cuts copies of the pattern for those that lose something
 */
export function unrolled(
  run: PageRun,
  pattern: PDFRawStream,
  tiling: Tiling,
  tiles: readonly Tile[],
  cuts: readonly { readonly tile: Tile; readonly copy: PDFRef }[],
): PDFRef {
  const { context } = run;
  const forms = PDFDict.withContext(context);
  const whole = context.nextRef();
  let all = NO_BOUNDS;
  const drawn = tiles.map((tile) => {
    const { x, y } = tiling.shiftOf(tile);
    all = joinBounds(all, movedBounds(tiling.cell, x, y));
    const cut = cuts.findIndex((each) => each.tile.x === tile.x && each.tile.y === tile.y);
    forms.set(PDFName.of(`T${cut + 1}`), cuts[cut]?.copy ?? whole);
    return `q 1 0 0 1 ${formatNumber(x, 5)} ${formatNumber(y, 5)} cm /T${cut + 1} Do Q`;
  });
  const once = context.nextRef();
  run.builders.push(() => {
    context.assign(whole, PDFRawStream.of(asForm(pattern.dict), pattern.contents));
    for (const { copy } of cuts) {
      const made = context.lookup(copy);
      if (made instanceof PDFRawStream) {
        context.assign(copy, PDFRawStream.of(asForm(made.dict), made.contents));
      }
    }
    const stream = deflatedStream(context, Buffer.from(drawn.join('\n'), 'latin1'), pattern.dict);
    const set = (key: string, value: PDFObject): void => stream.dict.set(PDFName.of(key), value);
    set('BBox', context.obj([all.left, all.bottom, all.right, all.top]));
    set('XStep', context.obj(all.right - all.left));
    set('YStep', context.obj(all.top - all.bottom));
    set('Resources', context.obj({ XObject: forms }));
    context.assign(once, stream);
  });
  return once;
}

const OF_PATTERN = ['PatternType', 'PaintType', 'TilingType', 'XStep', 'YStep', 'Matrix'] as const;

/** The dictionary of a pattern for its cell as a form, in the space of the pattern. */
function asForm(pattern: PDFDict): PDFDict {
  const form = pattern.clone();
  for (const key of OF_PATTERN) form.delete(PDFName.of(key));
  form.set(PDFName.of('Type'), PDFName.of('XObject'));
  form.set(PDFName.of('Subtype'), PDFName.of('Form'));
  return form;
}
