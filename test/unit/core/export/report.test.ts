import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { reportHtml } from '../../../../src/core/export/report-page.ts';
import type { MarkReport } from '../../../../src/core/export/report.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { decodeUtf8, encodeUtf8 } from '../../../../src/core/export/utf8.ts';

const mark: MarkReport = {
  mark: 1,
  page: 1,
  kind: 'text',
  grounds: ['10.2.e'],
  reason: '<img src=x onerror=alert(1)>',
  method: 'removed',
  charactersLeft: 0,
  uniform: true,
  quoteFound: false,
};

function pageOf(marks: readonly MarkReport[], subject = 'Besluit', tellingFonts = 0): string {
  return reportHtml({
    subject,
    date: '"30"',
    groundSet: groundSetFor('wob'),
    widthProtection: 'standard',
    documents: [
      {
        number: '1 & "2"',
        file: 'Bijlage 3/1 <script>alert(1)</script>.pdf',
        sha256: 'ab',
        pages: 1,
        rasterised: [],
        cramped: [],
        proven: true,
        tellingFonts,
        marks,
      },
    ],
  });
}

describe('report for people', () => {
  it('takes markup in a name for text', () => {
    const html = pageOf([mark], '<b>Besluit</b>');
    assert.doesNotMatch(html, /<script|<img|<b>/);
    assert.match(html, /&lt;script&gt;/);
    assert.match(html, /href="#document-1_20_26_20_222_22"/);
    assert.match(html, /id="document-1_20_26_20_222_22"/);
  });

  it('says what a ground is and what the proof found', () => {
    const html = pageOf([mark, { ...mark, mark: 2 }]);
    assert.match(html, /Persoonlijke levenssfeer.*artikel 10, tweede lid.*>2</);
    assert.match(html, /1 document met 2 weggelakte passages: alles is gecontroleerd/);
    assert.match(html, /leeg, dekkend, nergens anders/);
  });

  it('does not call a mark proven that is not', () => {
    const html = pageOf([{ ...mark, charactersLeft: 3, uniform: false, quoteFound: true }]);
    assert.match(html, /niet in orde: 3 tekens over, niet dekkend, staat elders in het bestand/);
    assert.doesNotMatch(html, /in orde bevonden|leeg, dekkend/);
  });

  it('names the documents whose fonts may tell of a letter', () => {
    assert.match(pageOf([mark]), /zijn ook daaruit verwijderd\./);
    assert.match(
      pageOf([mark], 'Besluit', 2),
      /daaruit verwijderd, behalve in document 1 &amp; &quot;2&quot;:/,
    );
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
