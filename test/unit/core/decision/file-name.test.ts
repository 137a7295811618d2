import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { annexFileName, holdsQuote, safeFileName } from '../../../../src/core/decision/file-name.ts';

describe('file names of annex 3', () => {
  it('takes out what file systems refuse and what misleads a reader', () => {
    assert.equal(safeFileName('../../etc/passwd'), 'etc passwd');
    assert.equal(safeFileName('a<b>:c"d|e?f*g\\h'), 'a b c d e f g h');
    assert.equal(safeFileName('factuur\u202Egpj.exe'), 'factuur gpj.exe');
    assert.equal(safeFileName('CON'), '_CON');
    assert.equal(safeFileName('con.txt'), '_con.txt');
    assert.equal(safeFileName(' .naam. '), 'naam');
    assert.equal(
      safeFileName('Werkinstructie over uitwisseling van gegevens', 40),
      'Werkinstructie over uitwisseling van',
    );
  });

  it('is safe whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const name = annexFileName('17', title, []);
        assert.ok(name.length <= 90, name);
        assert.doesNotMatch(name, /[\p{C}<>:"/\\|?*]/u);
        assert.match(name, /^17.*\.pdf$/u);
        assert.notEqual(name, '..pdf');
      }),
    );
  });

  it('leaves out a title that holds what is blacked out', () => {
    assert.equal(annexFileName('17', 'Gesprek met  JAN jansen over Urk', ['Jan Jansen']), '17.pdf');
    assert.equal(annexFileName('17', 'Gesprek over Urk', ['Jan Jansen']), '17 Gesprek over Urk.pdf');
  });

  it('does not take a word like "de" for a secret', () => {
    assert.equal(holdsQuote('de nota', ['de']), false);
  });
});
