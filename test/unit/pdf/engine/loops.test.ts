import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { PDFDocument, StandardFonts, degrees } from 'pdf-lib';
import type { Box } from '../../../../src/core/text/characters.ts';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import type { EngineDocument } from '../../../../src/pdf/engine/document.ts';
import { LOOPS } from '../../../../src/pdf/engine/loops-bytes.ts';
import type { EnginePage } from '../../../../src/pdf/engine/page.ts';
import type { Tallied } from '../../../../src/pdf/engine/tally.ts';
import { assembled } from '../../../fixtures/assembled.ts';
import { hashRows } from '../../../fixtures/loops.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

const LINES = ['Een brief aan mevrouw De Vries, 12 mei.', 'Crème brûlée voor één euro (– 5 %)', 'x   y'];

async function letter(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const page = document.addPage([400, 400]);
  LINES.forEach((line, i) => page.drawText(line, { x: 40, y: 360 - 20 * i, size: 12, font }));
  page.drawText('aan de kant', { x: 300, y: 100, size: 14, font, rotate: degrees(70) });
  page.drawText('buiten beeld', { x: -30, y: -20, size: 9, font });
  page.drawText('weg', { x: 40, y: 200, size: 12, font });
  return document.save();
}

const EVERYWHERE: Box = [-1e6, -1e6, 1e6, 1e6];

describe('loops beside the engine', () => {
  let document: EngineDocument;
  before(async () => {
    const { engine } = await loadTools(pdfAssets);
    document = engine.open(await letter());
  });
  after(() => document.close());

  /** Tallies whatever is no white space; tells which characters were seen besides. */
  function tally(page: EnginePage, places: readonly Box[]): Tallied & { readonly seen: Set<number> } {
    const own = page.lastObjects(1);
    const seen = new Set<number>();
    const tallied = page.passing(own).tally(places, (character, index, all) => {
      seen.add(index);
      if (!character.generated && character.text.trim() !== '') all.add(character, 'place');
      return false;
    });
    return { ...tallied, seen };
  }

  it('are what their source is assembled to', async () => {
    assert.equal(LOOPS, await assembled('loops.wat'), 'run npm run assemble');
  });

  it('tally what a visitor tallies that sees every character', () => {
    document.withPage(0, (page) => {
      const slow = tally(page, [EVERYWHERE]);
      const fast = tally(page, []);
      assert.ok(slow.seen.size > 100);
      // Accents and the dash; what the engine makes up between lines.
      assert.ok(fast.seen.size < 20, `${fast.seen.size}`);
      assert.equal(fast.text, `${LINES.join('')}aandekantbuitenbeeld`.replaceAll(' ', ''));
      assert.deepEqual([slow.text, slow.count], [fast.text, fast.text.length]);
      assert.deepEqual({ ...fast, seen: 0 }, { ...slow, seen: 0 });
    });
  });

  it('leave to the visitor all that is within a point of a place, by any of its boxes', () => {
    document.withPage(0, (page) => {
      const all = new Map<number, readonly Box[]>();
      page.passing(page.lastObjects(1)).forEach(({ ink, loose, origin: [x, y] }, index) => {
        all.set(index, [[...ink], [...loose], [x, y, x, y]]);
      });
      const places: Box[] = [];
      for (let i = 0; i < 60; i++) {
        const [x, y] = [(i * 83) % 380, (i * 137) % 390];
        places.push([x, y, x + (i % 7) * 4, y + (i % 5) * 3]);
      }
      // Beside the first line, where a loose box reaches farther than ink.
      const beside = Array.from({ length: 90 }, (_, i): Box => {
        const [x, y] = [36 + ((i * 7.3) % 220), 353 + ((i * 3.1) % 20)];
        return [x, y, x, y];
      });
      const groups = [
        ...beside.map((place) => [place]),
        ...places.map((place) => [place]),
        places.slice(0, 3),
        places.slice(3, 9),
        places,
      ];
      let near = 0;
      let far = 0;
      for (const group of groups) {
        const { seen, ...rest } = tally(page, group);
        for (const [index, boxes] of all) {
          const isNear = boxes.some((box) => group.some((place) => touches(box, place)));
          if (isNear) assert.ok(seen.has(index), `character ${index} at ${JSON.stringify(group)}`);
          near += isNear ? 1 : 0;
          far += seen.has(index) ? 0 : 1;
        }
        const { seen: _, ...expected } = tally(page, []);
        assert.deepEqual(rest, expected);
      }
      assert.ok(near > 30 && far > 1000, `${near} near, ${far} far`);
    });
  });

  it('hash every word of a row, and where it stands', () => {
    for (const stride of [4, 20, 32, 44, 616, 620]) {
      const height = 9;
      const pixels = Uint8Array.from({ length: stride * height }, (_, at) => (at * 31) >> 2);
      const before = hashRows(pixels, stride, height);
      for (let at = 0; at < pixels.length; at += 3) {
        const other = pixels.slice();
        other[at]! ^= 1 << (at % 8);
        const now = hashRows(other, stride, height);
        for (let row = 0; row < height; row++) {
          const same = now[2 * row] === before[2 * row] && now[2 * row + 1] === before[2 * row + 1];
          assert.equal(same, row !== Math.floor(at / stride), `byte ${at} of rows of ${stride}`);
        }
      }
      const even = new Uint8Array(stride * 4).fill(255);
      const [a, b, c, d] = hashRows(even, stride, 4);
      assert.notDeepEqual([a, b], [c, d], 'rows that are alike');
    }
  });
});

function touches(a: Box, b: Box): boolean {
  return a[0] <= b[2] + 1 && a[2] >= b[0] - 1 && a[1] <= b[3] + 1 && a[3] >= b[1] - 1;
}
