import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { cutAtSign, withoutMailDomains } from '../../../../src/core/text/mail.ts';
import { pageOf, rangeOf, textOf } from './pages.ts';

function kept(lines: readonly string[], selection?: string): readonly string[] {
  const page = pageOf(lines);
  const { start, end } =
    selection === undefined ? { start: 0, end: page.characters.length } : rangeOf(page, selection);
  return withoutMailDomains(page, start, end).map((range) => textOf(page, range));
}

describe('a mailbox cut at its @', () => {
  it('keeps the local part and leaves the domain', () => {
    const local = fc
      .stringMatching(/^[a-z][a-z0-9._-]{0,12}[a-z0-9]$/u)
      .filter((text) => !/[._-]$/u.test(text));
    const domain = fc.stringMatching(/^[a-z]{1,10}\.(nl|eu)$/u);
    fc.assert(
      fc.property(local, domain, (name, host) => {
        assert.deepEqual(kept([`${name}@${host}`]), [name]);
        const page = pageOf([`stuur naar ${name}@${host}.`]);
        const cut = cutAtSign(page, 0, page.characters.length);
        assert.ok(cut);
        assert.equal(textOf(page, cut), name);
      }),
    );
  });

  it('keeps covered what a person selected besides the address', () => {
    assert.deepEqual(kept(['Postbus asiel <postbus.asiel@voorbeeld.nl> (kamer 3)']), [
      'Postbus asiel <postbus.asiel',
      'kamer 3',
    ]);
  });

  it('takes each of several addresses', () => {
    assert.deepEqual(kept(['a.team@voorbeeld.nl; b-team@voorbeeld.nl']), ['a.team', 'b-team']);
  });

  it('takes an address broken at a line end', () => {
    assert.deepEqual(
      kept(['mail: lange-', 'naam@voorbeeld.', 'nl voor vragen'], 'lange-\r\nnaam@voorbeeld.\r\nnl'),
      ['lange-\r\nnaam'],
    );
  });

  it('takes an address broken by a soft hyphen', () => {
    assert.deepEqual(
      kept(['aan postbus.asi\u0002', 'el@voorbeeld.nl'], 'postbus.asi\u0002\r\nel@voorbeeld.nl'),
      ['postbus.asi\u0002\r\nel'],
    );
    const page = pageOf(['aan postbus.asi\u0002', 'el@voorbeeld.nl']);
    const cut = cutAtSign(page, 0, page.characters.length);
    assert.ok(cut);
    assert.equal(textOf(page, cut), 'postbus.asi\u0002\r\nel');
  });

  it('keeps a full stop at the end of a sentence out of the domain', () => {
    const page = pageOf(['Mail x@voorbeeld.nl. Dank']);
    const ranges = withoutMailDomains(page, 0, page.characters.length);
    assert.deepEqual(
      ranges.map((range) => textOf(page, range)),
      ['Mail x', 'Dank'],
    );
  });

  it('leaves a selection without an address as it is', () => {
    assert.deepEqual(kept(['kamer 3, @ home']), ['kamer 3, @ home']);
    assert.equal(cutAtSign(pageOf(['geen adres']), 0, 10), undefined);
  });

  it('cuts only what is selected', () => {
    const page = pageOf(['postbus.asiel@voorbeeld.nl']);
    const { start, end } = rangeOf(page, 'asiel@voor');
    const cut = cutAtSign(page, start, end);
    assert.ok(cut);
    assert.equal(textOf(page, cut), 'asiel');
  });
});
