import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { PdfPort, RedactResult } from '../../../src/core/ports/pdf.ts';
import type { PageGeometry } from '../../../src/core/text/characters.ts';
import { displayBox, pixelsChanged, spreadInside } from '../../bench/pixels.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import {
  decodedBytes,
  holds,
  pdfjsText,
  popplerImages,
  popplerPage,
  popplerText,
  qpdfComplaints,
  readings,
  requireReaders,
  type Picture,
} from '../readers.ts';
import { listedLetters, unshownLetters } from '../font-letters.ts';
import { annotationCases } from './annotations.cases.ts';
import { SECRET, linePlaces, mark, type HidingCase } from './builder.ts';
import { documentCases } from './document.cases.ts';
import { IMAGE, imageCases } from './images.cases.ts';
import { nastyCases } from './nasty.cases.ts';
import { numberCases } from './numbers.cases.ts';
import { pageCases } from './pages.cases.ts';
import { sharedCases } from './shared.cases.ts';
import { placesOfContent, reachedCases } from './reached.cases.ts';
import { spelledCases } from './spelled.cases.ts';
import { structureCases } from './structure.cases.ts';
import { textCases } from './text.cases.ts';
import { unseenCases } from './unseen.cases.ts';

/*
 * One file for each place where a secret hides (annotations, structure, document, images, pages, text, and what nobody sees). First the
 * untouched file must be caught by the same readers (the positive control); then the redacted one must pass them all.
 */

/**
 * No round number: poppler puts glyphs on quarters of pixels, and where one falls exactly on the border of two, the
 * last bit of a sum moves it.
 */
const DPI = 73.7;
/**
 * What a JPEG's blocks at the edge of a cut may vary under the box: the ripple of what stays beside it. The secret
 * itself swings over the full range.
 */
const RIPPLE = 40;
const GROUPS: Readonly<Record<string, readonly HidingCase[]>> = {
  text: textCases,
  'pages and drawing': pageCases,
  images: imageCases,
  annotations: annotationCases,
  structure: structureCases,
  document: documentCases,
  unseen: unseenCases,
  'among numbers': numberCases,
  'spelled otherwise': spelledCases,
  'out of the way': nastyCases,
  'drawn elsewhere, too': sharedCases,
  'reached otherwise': reachedCases,
};

/** A linearised file's first part ends in %%EOF as well, and is no file. */
function textIfReadable(bytes: Uint8Array): string {
  try {
    return popplerText(bytes);
  } catch {
    return '';
  }
}

/** Strings that no reader may find, by any way of looking. */
async function found(bytes: Uint8Array, secrets: readonly string[]): Promise<readonly string[]> {
  const revisions = earlierRevisions(bytes).map(textIfReadable);
  const { poppler, mupdf, decoded } = readings(bytes);
  const texts = [poppler, mupdf, await pdfjsText(bytes), ...revisions].map((text) =>
    text.replace(/\s+/g, ''),
  );
  return secrets.filter(
    (secret) => texts.some((text) => text.includes(secret)) || holds(decoded, secret) || holds(bytes, secret),
  );
}

/** Largest spread of a channel in the hidden block of a picture of the fixtures' proportions. */
function hiddenSpread(picture: Picture): number {
  const scale = picture.width / IMAGE.width;
  const low = [255, 255, 255];
  const high = [0, 0, 0];
  // Half a sample in from the edges: a mask of another size has edges between samples.
  for (let y = Math.ceil((IMAGE.top + 0.5) * scale); y < Math.floor((IMAGE.bottom - 0.5) * scale); y++) {
    for (let x = Math.ceil((IMAGE.left + 0.5) * scale); x < Math.floor((IMAGE.right - 0.5) * scale); x++) {
      for (let c = 0; c < picture.channels; c++) {
        const value = picture.data[(y * picture.width + x) * picture.channels + c]!;
        low[c] = Math.min(low[c]!, value);
        high[c] = Math.max(high[c]!, value);
      }
    }
  }
  return Math.max(...high.slice(0, picture.channels).map((value, c) => value - low[c]!));
}

/** The file as it was at each save: up to and including every %%EOF but the last. */
function earlierRevisions(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const ends = [...text.matchAll(/%%EOF/g)].map(({ index }) => index + 5);
  return ends.slice(0, -1).map((end) => bytes.subarray(0, end));
}

const ofFixture = (picture: Picture): boolean =>
  picture.width % IMAGE.width === 0 && picture.height === (picture.width / IMAGE.width) * IMAGE.height;

const asRgb = ({ width, height, data }: Picture) => ({ width, height, rgb: data });

describe('where a secret hides', function () {
  this.timeout(120_000);
  let port: PdfPort;
  before(() => {
    requireReaders();
    port = openPdfPort();
  });
  after(() => port.dispose());

  const redact = (c: HidingCase): Promise<RedactResult> =>
    port.redact({
      bytes: c.bytes,
      marks: c.marks,
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });

  for (const [group, cases] of Object.entries(GROUPS)) {
    describe(group, () => {
      for (const c of cases) {
        it(c.item, async () => {
          const images = group === 'images';
          if (c.secrets.length > 0) {
            assert.deepEqual(
              await found(c.bytes, c.secrets),
              c.secrets,
              'positive control: the secret is in the file',
            );
          }
          if (c.secretBytes)
            assert.ok(decodedBytes(c.bytes).includes(Buffer.from(c.secretBytes)), 'positive control: bytes');
          if (images) {
            const spreads = popplerImages(c.bytes).filter(ofFixture).map(hiddenSpread);
            assert.ok(
              spreads.some((spread) => spread > 2 * RIPPLE),
              'positive control: the block is in an image',
            );
          }

          if (c.lettersOfFont) {
            const listed = [...(await listedLetters(c.bytes)).values()];
            assert.ok(
              [...SECRET].every((letter) => listed.some((letters) => letters.has(letter))),
              'positive control: a font names the letters of the secret',
            );
          }

          const { bytes, report } = await redact(c);
          assert.ok(report.ok);
          assert.deepEqual(await found(bytes, c.secrets), [], 'secrets found');
          if (c.secretBytes)
            assert.ok(!decodedBytes(bytes).includes(Buffer.from(c.secretBytes)), 'bytes of the secret found');
          if (c.lettersOfFont) {
            assert.deepEqual(await unshownLetters(bytes), {}, 'letters that fonts name and no page shows');
            assert.equal(report.tellingFonts, 0);
          }
          if (images) {
            const spreads = popplerImages(bytes).filter(ofFixture).map(hiddenSpread);
            assert.ok(
              spreads.every((spread) => spread <= RIPPLE),
              `image samples under the box vary: ${spreads.join(', ')}`,
            );
          }
          assert.equal(qpdfComplaints(bytes), '');
          const text = readings(bytes).poppler.replace(/\s+/g, ' ');
          for (const word of c.keep) assert.ok(text.includes(word), `${word} is gone`);
          const rasterised = report.pages.filter(({ method }) => method === 'rasterised');
          if (c.mayRasterise !== true) assert.deepEqual(rasterised, [], 'a raster page stood in');

          for (const page of new Set(c.marks.map((mark) => mark.page))) {
            const { pages } = await port.describe(c.bytes);
            // Poppler draws a page without its UserUnit.
            const geometry: PageGeometry = { ...pages[page - 1]!, userUnit: 1 };
            const boxes = c.marks
              .filter((mark) => mark.page === page)
              .flatMap((mark) => mark.quads.map((quad) => displayBox(geometry, quad)));
            const after = asRgb(popplerPage(bytes, page, DPI));
            for (const box of boxes) assert.equal(spreadInside(after, box, DPI), 0, 'the box is uniform');
            if (c.looksChange === true) continue;
            const original = asRgb(popplerPage(c.bytes, page, DPI));
            if (rasterised.length > 0) continue;
            assert.ok(pixelsChanged(original, after, boxes, DPI) <= 20, 'changed outside the marks');
          }
        });
      }
    });
  }

  it('nor does the structure tell where it was, if its width is to stay unknown', async () => {
    const { bytes, told } = placesOfContent();
    assert.ok(holds(decodedBytes(bytes), told), 'positive control: places are told');
    const result = await port.redact({
      bytes,
      marks: [mark([linePlaces().quad])],
      box: { look: 'black', code: 'none' },
      widthProtection: 'standard',
    });
    assert.ok(!holds(decodedBytes(result.bytes), told), 'a place is told');
    assert.ok(holds(decodedBytes(result.bytes), 'ColSpan'), 'what tells none is kept');
  });
});
