import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Box, PageCharacter } from '../../../../src/core/text/characters.ts';
import { unseenUnderPictures } from '../../../../src/pdf/raster/under-picture.ts';

const letters = [...'abcdefghij'].map((text, i): PageCharacter => {
  const box: Box = [10 * i, 0, 10 * i + 8, 10];
  return { text, ink: box, loose: box, origin: [10 * i, 0], angle: 0, generated: false };
});
const owners = letters.map(() => 7);
const text = { pointer: 7, type: 'text', bounds: [0, 0, 98, 10] } as const;
const picture = (right: number) => ({ pointer: 9, type: 'image', bounds: [0, -5, right, 20] }) as const;

describe('text that a picture is painted over', () => {
  it('is unseen where the picture is of the page', () => {
    const found = unseenUnderPictures(letters, owners, [text, picture(100)]);
    assert.ok(found.every(({ unseen }) => unseen));
    const strips = [picture(50), { ...picture(100), pointer: 11 }];
    assert.ok(unseenUnderPictures(letters, owners, [text, ...strips]).every(({ unseen }) => unseen));
  });

  it('is seen where it is drawn later, or where a picture covers a part of the page only', () => {
    assert.deepEqual(unseenUnderPictures(letters, owners, [picture(100), text]), letters);
    assert.deepEqual(unseenUnderPictures(letters, owners, [text, picture(40)]), letters);
    assert.deepEqual(unseenUnderPictures(letters, owners, [text]), letters);
  });
});
