import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { reportHtml } from '../../../../src/core/export/report.ts';
import { decodeUtf8, encodeUtf8 } from '../../../../src/core/export/utf8.ts';

describe('report for people', () => {
  it('takes markup in a name for text', () => {
    const html = reportHtml('<b>Besluit</b>', '"30"', [
      {
        number: '1',
        file: 'Bijlage 3/1 <script>alert(1)</script>.pdf',
        sha256: 'ab',
        pages: 1,
        rasterised: [],
        proven: true,
        marks: [
          {
            mark: 1,
            page: 1,
            kind: 'text',
            grounds: ['10.2.e'],
            reason: '<img src=x onerror=alert(1)>',
            method: 'removed',
            charactersLeft: 0,
            uniform: true,
            quoteFound: false,
          },
        ],
      },
    ]);
    assert.doesNotMatch(html, /<script|<img|<b>/);
    assert.match(html, /&lt;script&gt;/);
  });
});

describe('UTF-8', () => {
  it('is what the platform makes of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(encodeUtf8(text), new TextEncoder().encode(text));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(decodeUtf8(new TextEncoder().encode(text)), text.replace(/^\uFEFF/, ''));
      }),
    );
  });

  it('puts a sign for what is not UTF-8 and goes on', () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80], [0xe2, 0x82]]) {
      assert.match(decodeUtf8(Uint8Array.from([...bytes, 0x41])), /^\uFFFD+A$/);
    }
    assert.equal(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41])), 'A');
  });
});
