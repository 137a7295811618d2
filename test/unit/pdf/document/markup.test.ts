import assert from 'node:assert/strict';
import { PDFContext } from 'pdf-lib';
import { describe, it } from 'mocha';
import { Region } from '../../../../src/pdf/content/region.ts';
import { splitMarkup } from '../../../../src/pdf/document/markup.ts';
import { numbersAt } from '../../../../src/pdf/objects/lookup.ts';
import { box } from '../../../conformance/hiding/builder.ts';

/** The boxes (left, bottom, right, top) that stay of markup from 20, 50 to 380, 60 beside a mark. */
function pieces(subtype: string, mark: ReturnType<typeof box>): (readonly number[])[] {
  const annotation = PDFContext.create().obj({
    Type: 'Annot',
    Subtype: subtype,
    QuadPoints: [20, 60, 380, 60, 20, 50, 380, 50],
  });
  const split = splitMarkup(annotation, new Region([mark]), false);
  return split!.map((piece) => numbersAt(piece, 'Rect')!.map((value) => Math.round(value * 100) / 100));
}

describe('splitMarkup', () => {
  it('lets a squiggle go on behind a mark as it would have come from before it', () => {
    assert.deepEqual(pieces('Squiggly', box(100, 40, 150, 70)), [
      [20, 50, 99.95, 60],
      // A whole number of waves of 4 points from 20.
      [152, 50, 380, 60],
    ]);
    assert.deepEqual(pieces('Underline', box(100, 40, 150, 70))[1], [150.05, 50, 380, 60]);
  });

  it('keeps lines at the foot where a mark touches the upper half only', () => {
    for (const subtype of ['Underline', 'Squiggly']) {
      assert.deepEqual(pieces(subtype, box(100, 57, 150, 70)), [[20, 50, 380, 56.95]]);
      assert.equal(pieces(subtype, box(100, 53, 150, 70)).length, 2);
    }
    assert.equal(pieces('StrikeOut', box(100, 57, 150, 70)).length, 2);
  });
});
