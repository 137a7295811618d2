import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { describeFailure } from '../../../../src/core/l10n/failure.ts';
import type { InvalidReason } from '../../../../src/core/model/result.ts';
import { parseSidecar } from '../../../../src/core/sidecar/parse.ts';

const FILE = 'brief.pdf.redactions.json';

function sentence(text: string, language: 'nl' | 'en' = 'nl'): string {
  const result = parseSidecar(text);
  assert.ok(!result.ok);
  return describeFailure(result, FILE, language);
}

describe('a file that cannot be read', () => {
  it('is told about in one sentence with file, place and what to do', () => {
    assert.equal(
      sentence('{"version":1,"source":{"sha256":"","bytes":1,"pages":1},"redactions":[{"id":"a","page":0}]}'),
      '“brief.pdf.redactions.json” klopt niet bij redactions[0].page: dit is geen geldig paginanummer of aantal (0). Herstel dit in het bestand; het is niet gewijzigd.',
    );
    assert.match(sentence('{'), /^“brief\.pdf\.redactions\.json” is geen geldig JSON-bestand\./u);
    assert.match(sentence('{"version":7}'), /bestandsversie 7/u);
    assert.match(sentence('5'), /bij het begin:/u);
    assert.match(sentence('{"version":7}', 'en'), /newer version of Lakmoes \(file version 7\)/u);
  });

  it('has a text for every reason in both languages', () => {
    const reasons: readonly InvalidReason[] = [
      'missing',
      'wrong-type',
      'empty',
      'not-finite',
      'too-large',
      'not-a-page',
      'not-eight-numbers',
      'unknown-value',
      'duplicate-id',
      'too-many',
      'not-a-date',
    ];
    for (const language of ['nl', 'en'] as const) {
      const texts = reasons.map((reason) =>
        describeFailure({ ok: false, problem: 'invalid', reason, path: ['a'] }, 'f', language),
      );
      assert.equal(new Set(texts).size, reasons.length);
    }
  });
});
