import type { Box } from '../../core/text/characters.ts';
import type { PDFDict, PDFStream } from 'pdf-lib';
import { Region } from '../content/region.ts';
import type { Polygon } from '../verify/pixels.ts';
import { cleanAnnotations } from './annotations.ts';
import type { Destinations } from './destinations.ts';
import { takeEngineLooks } from './engine-looks.ts';
import { touchedFields } from './fields.ts';
import { quadOfBox } from './frame.ts';
import { Sight } from './in-sight.ts';
import { findOutOfSight, type TreatedContent } from './out-of-sight.ts';
import type { Checkpoint } from './tools.ts';
import {
  appearanceStrays,
  asPicture,
  removeBeyond,
  surveyAppearance,
  surveyPage,
  treatPage,
  type Treated,
  type Treatment,
} from './treat.ts';

/** What became of the pages; by index, from 0. */
export interface TreatedPages {
  /** Pages with marks, and those that are pictures now. */
  readonly treated: Map<number, Treated>;
  /** Where something was taken from other pages. */
  readonly elsewhere: Map<number, readonly Polygon[]>;
  /** Areas beside pages that went from their content. */
  readonly beyond: Map<number, readonly Box[]>;
}

/** Takes what is marked from all pages, and what must go with it from those without marks. */
export async function treatPages(
  treatment: Treatment,
  destinations: Destinations,
  checkpoint: Checkpoint,
): Promise<TreatedPages> {
  const { input, doc, lost } = treatment;
  const pages = doc.getPages();
  const regions = new Map(
    [...input.marks].map(
      ([index, marks]) => [index, new Region(marks.flatMap(({ quads }) => quads))] as const,
    ),
  );
  const fields = touchedFields([...regions].map(([index, region]) => [pages[index]!, region] as const));
  const noteLost = (appearances: PDFDict): void => lost.appearances(appearances);
  const drawn = await takeEngineLooks(doc, input.original, regions, noteLost);
  const treated = new Map<number, Treated>();
  const known = new Map<number, TreatedContent>();
  const elsewhere = new Map<number, readonly Polygon[]>();
  for (const [index, each] of pages.entries()) {
    const excused = cleanAnnotations(each, {
      region: regions.get(index),
      secrets: input.secrets,
      needles: input.needles,
      destinations,
      touchedFields: fields,
      drawn,
      hideWidths: input.request.widthProtection !== 'off' && !input.unprotected.has(index),
      lost: noteLost,
      strays: (form, toPage, region) => appearanceStrays(treatment, form, toPage, region),
    });
    if (!input.marks.has(index) && !input.rasterise.has(index)) {
      if (excused.length > 0) elsewhere.set(index, excused);
      continue;
    }
    const { shared, ...page } = await treatPage(treatment, index, excused);
    const isPicture = page.outcome.method === 'rasterised';
    known.set(index, { shared, region: regions.get(index) ?? new Region([]), isPicture });
    treated.set(index, page);
    await checkpoint.step();
  }
  const all = { treated, elsewhere, beyond: new Map<number, readonly Box[]>() };
  await hide(treatment, all, known);
  return all;
}

const CROPPED = 'shows a part only of what is marked elsewhere';

/** What marks took in one place must not stay, out of sight, in another. */
async function hide(
  treatment: Treatment,
  { treated, elsewhere, beyond }: TreatedPages,
  known: ReadonlyMap<number, TreatedContent>,
): Promise<void> {
  const sight = new Sight(treatment.input.original);
  const survey = {
    page: (index: number) => surveyPage(treatment, index),
    form: (form: PDFStream) => surveyAppearance(treatment, form),
  };
  const found = findOutOfSight(treatment.doc, known, survey, (place, other) => sight.hides(place, other));
  const pictures = new Map(found.pictures);
  for (const [index, areas] of found.beyond) {
    const removal = await removeBeyond(treatment, index, areas.map(quadOfBox));
    if (!removal) {
      pictures.set(index, areas);
      continue;
    }
    beyond.set(index, areas);
    const page = treated.get(index);
    if (page) treated.set(index, { ...page, written: [...page.written, ...removal.written] });
  }
  for (const [index, unsaid] of pictures) {
    const excused = treated.get(index)?.excused ?? elsewhere.get(index) ?? [];
    const shared = known.get(index)?.shared ?? surveyPage(treatment, index);
    const { shared: _, ...page } = await asPicture(treatment, index, {
      excused,
      shared,
      why: CROPPED,
      unsaid: [...unsaid, ...(treated.get(index)?.unseen ?? [])],
    });
    treated.set(index, page);
  }
}
