import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFContext } from 'pdf-lib';
import { keep, Leaving } from '../../../../src/pdf/images/keep.ts';

describe('room for pictures', () => {
  it('holds what was put there, document by document, until it is copied or not needed', () => {
    const [one, other] = [PDFContext.create(), PDFContext.create()];
    // Enough for two blocks.
    const kept = Array.from({ length: 120 }, (_, i) => keep(one, new Uint8Array(400_000 + i).fill(i)));
    const others = Array.from({ length: 40 }, (_, i) => keep(other, new Uint8Array(400_000).fill(200 + i)));
    const small = keep(one, new Uint8Array(10).fill(7));
    assert.ok(kept.every((bytes, i) => bytes.length === 400_000 + i && bytes.every((each) => each === i)));
    const blocks = new Set(kept.map(({ buffer }) => buffer).filter((buffer) => buffer.byteLength > 1 << 20));
    assert.equal(blocks.size, 2);
    const leaving = new Leaving(one, kept);
    const last = kept.findLast(({ buffer }) => buffer === [...blocks][0])!;
    for (const [i, part] of kept.entries()) {
      assert.ok(part.every((each) => each === i));
      leaving.copied(part);
      if (part === last)
        assert.deepEqual(
          [...blocks].map(({ byteLength }) => byteLength === 0),
          [true, false],
        );
    }
    assert.ok([...blocks].every(({ byteLength }) => byteLength === 0));
    assert.ok(small.every((each) => each === 7));
    assert.ok(others.every((bytes, i) => bytes.every((each) => each === 200 + i)));
    const unused = keep(other, new Uint8Array(400_000));
    void new Leaving(other, []);
    assert.equal(unused.length, 0);
  });
});
