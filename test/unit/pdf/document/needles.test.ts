import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Needles, withoutForms } from '../../../../src/pdf/document/needles.ts';
import { Secrets } from '../../../../src/pdf/document/secrets.ts';

const QUOTE = 'Jan de Vriés';
const noise = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('0 0 m\u00ff%%', 'latin1'), bytes, Buffer.from(') Tj', 'latin1')]);

describe('search for quotes in bytes', () => {
  const needles = new Needles([QUOTE]);
  const forms: readonly (readonly [string, Buffer])[] = [
    ['Latin-1', Buffer.from(QUOTE, 'latin1')],
    ['UTF-8', Buffer.from(QUOTE)],
    ['UTF-16BE', Buffer.from(QUOTE, 'utf16le').swap16()],
    ['UTF-16LE', Buffer.from(QUOTE, 'utf16le')],
    ['hexadecimal', Buffer.from(Buffer.from(QUOTE, 'latin1').toString('hex'))],
    ['hexadecimal UTF-16', Buffer.from(Buffer.from(QUOTE, 'utf16le').swap16().toString('hex').toUpperCase())],
    ['without spaces', Buffer.from('JandeVriés', 'latin1')],
    ['over two lines', Buffer.from('Jan\nde\nVriés', 'latin1')],
  ];
  for (const [what, bytes] of forms) {
    it(`finds ${what}`, () => {
      assert.equal(needles.foundIn(noise(bytes)), true);
      assert.deepEqual([...needles.allIn(noise(bytes))], [QUOTE]);
    });
  }

  it('writes over what it finds with what is no quote, also where that is a row of the usual letter', () => {
    for (const text of [QUOTE, 'xxxx']) {
      const bytes = noise(Buffer.from(`${text} ${Buffer.from(text, 'latin1').toString('hex')}`, 'latin1'));
      const clean = withoutForms(bytes, [text]);
      assert.equal(clean?.length, bytes.length);
      assert.equal(new Needles([text]).foundIn(clean), false);
    }
  });

  it('finds nothing else', () => {
    assert.equal(needles.foundIn(noise(Buffer.from('Jan de Vries'))), false);
    assert.equal(new Needles(['Jan', '  ']).empty, true);
  });

  it('finds what indexOf finds, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.stringMatching(/^[a-c]{4,40}$/),
        fc.nat(60),
        (bytes, text, at) => {
          const place = Math.min(at, bytes.length);
          const hay = Buffer.concat([bytes.subarray(0, place), Buffer.from(text), bytes.subarray(place)]);
          assert.equal(new Needles([text]).foundIn(hay), true);
        },
      ),
    );
  });
});

describe('texts that may repeat a secret', () => {
  const secrets = new Secrets(['Jan de Vries', '06-12345678']);

  it('knows a quote in any case and spacing', () => {
    assert.equal(secrets.inText('Gesprek met JAN  DE\nVRIES, dinsdag'), true);
    assert.equal(secrets.inText('Gesprek met Jan Bakker'), false);
  });

  it('drops a title that shares a name, keeps one that does not', () => {
    assert.equal(secrets.mayRepeat('Gesprek met mevrouw Vries'), true);
    assert.equal(secrets.mayRepeat('de Vries'), true);
    assert.equal(secrets.mayRepeat('Bijlage 3'), false);
    assert.equal(secrets.mayRepeat(''), false);
  });

  it('knows a quote without its accents, hyphens and dots, and a number as it is dialled from abroad', () => {
    const spelled = new Secrets(['Renée d’Hondt-Öz', '06-12345678', '123.456.782']);
    for (const text of ['nota Renee', "D'HONDT OZ", 'tel:+31612345678', 'bel 06 1234 5678', 'BSN 123456782'])
      assert.equal(spelled.mayRepeat(text), true, text);
    for (const text of ['tel:+31201234567', 'nota 2020', 'BSN 123456783'])
      assert.equal(spelled.mayRepeat(text), false, text);
  });

  it('does not take every word of a long passage for a secret', () => {
    const long = new Secrets(['Het besluit is genomen op advies van de commissie bezwaar']);
    assert.equal(long.mayRepeat('Commissie voor de jaarcijfers'), false);
    assert.equal(long.mayRepeat('advies van de commissie'), true);
  });
});
