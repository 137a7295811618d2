import type { Redaction } from '../../model/redaction.ts';
import type { Box, PageGeometry } from '../../text/characters.ts';
import { boxOfQuad, hasArea, intersectBoxes, orderedBox } from '../../text/geometry.ts';
import type { PlacedMark, Report, Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** Points by which a mark may stick out of the page: dragging along the edge does. */
const SLACK = 1;

/** A mark on a page that is not there, or off the visible page. */
export const markOutside: Rule<SidecarContext> = {
  code: 'markering-buiten-pagina',
  check: (context) =>
    context.marks.flatMap((placed) => {
      const found = outside(placed, context);
      return found === undefined ? [] : [found];
    }),
};

function outside(placed: PlacedMark, { sidecar, actual, language }: SidecarContext): Report | undefined {
  const { mark } = placed;
  const pages = actual?.pages.length ?? sidecar.source.pages;
  if (mark.page > pages) {
    const message = texts[language].pageMissing(String(mark.page), String(pages));
    return { ...placeOf(placed, 'page'), message, fixes: [{ kind: 'delete' }] };
  }
  const geometry = actual?.pages.find(({ page }) => page === mark.page);
  if (geometry === undefined || mark.quads.length === 0) return undefined;
  const page = String(mark.page);
  if (!visible(mark, geometry)) {
    return {
      ...placeOf(placed, 'quads'),
      message: texts[language].outsidePage(page),
      fixes: [{ kind: 'delete' }],
    };
  }
  if (!sticksOut(mark, orderedBox(geometry.mediaBox))) return undefined;
  return {
    ...placeOf(placed, 'quads'),
    message: texts[language].partlyOutside(page),
    fixes: [{ kind: 'clip-to-page' }, { kind: 'delete' }],
  };
}

/** The part of the page that viewers show: the crop box within the media box (ISO 32000-2, 14.11.2). */
export function visibleBox({ mediaBox, cropBox }: PageGeometry): Box {
  const media = orderedBox(mediaBox);
  return intersectBoxes(media, orderedBox(cropBox)) ?? media;
}

function visible(mark: Redaction, geometry: PageGeometry): boolean {
  const shown = visibleBox(geometry);
  if (!hasArea(shown)) return true;
  return mark.quads.some((quad) => {
    const [left, bottom, right, top] = boxOfQuad(quad);
    return left < shown[2] && right > shown[0] && bottom < shown[3] && top > shown[1];
  });
}

function sticksOut(mark: Redaction, media: Box): boolean {
  return mark.quads.some((quad) => {
    const [left, bottom, right, top] = boxOfQuad(quad);
    return (
      left < media[0] - SLACK ||
      bottom < media[1] - SLACK ||
      right > media[2] + SLACK ||
      top > media[3] + SLACK
    );
  });
}
