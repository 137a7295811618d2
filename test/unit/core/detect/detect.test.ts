import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { detect, type Detection, detectSettings, namesIn } from '../../../../src/core/detect/detect.ts';
import { passesElevenTest, passesMod97 } from '../../../../src/core/detect/numbers.ts';
import { wordsOfDocument, wordsOfPage } from '../../../../src/core/same-text/document-words.ts';
import { dossierWith } from '../dossier/dossiers.ts';
import { pageOf, textOf } from '../text/pages.ts';

const settings = { ownDomains: ['voorbeeld.nl'], readable: [] };

/** What is recognised in lines, as `kind: text`. */
function found(
  lines: readonly string[],
  more: Partial<Parameters<typeof detect>[1]> = {},
): readonly string[] {
  const page = pageOf(lines);
  const detections = detect(wordsOfDocument([wordsOfPage(page)]), { ...settings, ...more });
  for (const { place, text } of detections) {
    const bare = (part: string): string => part.replaceAll(/[^\p{L}\p{N}@]/gu, '');
    assert.equal(bare(textOf(page, place)), bare(text), 'the place is that of the text');
  }
  return detections.map(({ kind, text }) => `${kind}: ${text}`);
}

describe('personal data', () => {
  const table: readonly [string, readonly string[], readonly string[]][] = [
    ['a citizen service number by its name', ['Haar BSN is 123456782.'], ['bsn: 123456782']],
    ['grouped digits of one', ['Burgerservicenummer 1234.56.782'], ['bsn: 1234.56.782']],
    ['no nine digits without that name', ['Bestelling 123456782 is verzonden.'], []],
    ['no number that fails the eleven-test', ['BSN 123456789'], []],
    ['a number of the immigration service', ['V-nummer: 1234567890'], ['v-nummer: 1234567890']],
    ['no case number', ['Zaaknummer 2021034567'], []],
    ['an account number', ['Rekening NL91 ABNA 0417 1643 00 op naam'], ['iban: NL91 ABNA 0417 1643 00']],
    ['a foreign one', ['DE89370400440532013000'], ['iban: DE89370400440532013000']],
    ['none with a wrong check', ['NL92 ABNA 0417 1643 00'], []],
    ['a direct number', ['Bel 070 - 123 45 67.'], ['telefoon: 070 - 123 45 67']],
    ['one in a table, before the next column', ['Teun 0512-123456 120'], ['telefoon: 0512-123456']],
    [
      'a mobile number',
      ['06 12345678 of +31 6 12345678'],
      ['telefoon: 06 12345678', 'telefoon: +31 6 12345678'],
    ],
    ['no information number', ['Bel 0800-1234567 of 0900 1234567'], []],
    ['no date, amount or reference', ['Op 01-02-2021 is 012345678,90 betaald, kenmerk 0123456789'], []],
    [
      'a mailbox of the body up to its at sign',
      ['Mail planning-west@dienst.voorbeeld.nl'],
      ['e-mail: planning-west'],
    ],
    ['an official by initials, whole', ['p.van.dijk@voorbeeld.nl'], ['e-mail: p.van.dijk@voorbeeld.nl']],
    ['an address elsewhere, whole', ['otto@papegaai.example'], ['e-mail: otto@papegaai.example']],
    ['no address that is there for everybody', ['info@papegaai.example'], []],
    [
      'a home on one line',
      ['Lange Voorhout 12a, 2514 ED Den Haag'],
      ['adres: Lange Voorhout 12a, 2514 ED Den Haag'],
    ],
    ['a home on two lines', ['Kerkstraat 5', '1234 AB Ons Dorp'], ['adres: Kerkstraat 5 1234 AB Ons Dorp']],
    ['no post-office box', ['Postbus 20301, 2500 EH Den Haag'], []],
    ['a date of birth', ['geboren op 12 mei 1980'], ['geboortedatum: 12 mei 1980']],
    ['no other date', ['Het besluit van 12 mei 2020'], []],
    ['a person with a title', ['sprak ik mevrouw Van den Berg-Jansen'], ['naam: Van den Berg-Jansen']],
    ['a salutation', ['Geachte heer De Wit,'], ['naam: De Wit']],
    ['a first name in a mail', ['Joris,'], ['naam: Joris']],
    ['no greeting to nobody', ['Goedemiddag,', 'Beste allen,', 'Geachte heer, mevrouw,'], []],
    ['names in a header', ['Aan: Jan Smit; Jansen, P.'], ['naam: Jan Smit', 'naam: Jansen, P.']],
    ['a signature', ['Met vriendelijke groet,', 'Anneke Papier', 'adviseur'], ['naam: Anneke Papier']],
    ['no team that signs', ['Hoogachtend,', 'Team Toezicht'], []],
    ['no minister', ['namens deze,', 'De Minister van Justitie'], []],
    [
      'a name before a telephone number',
      ['vraag Noor Niet op 070 - 123 45 67'],
      ['naam: Noor Niet', 'telefoon: 070 - 123 45 67'],
    ],
  ];
  for (const [what, lines, expected] of table)
    it(`are ${what}`, () => assert.deepEqual(found(lines), expected));

  it('of one name are found in all its places, and in other documents by the whole name', () => {
    const lines = ['Beste Joris Inktpot,', 'Als Joris het wil, belt mevrouw Inktpot.'];
    assert.deepEqual(found(lines), ['naam: Joris Inktpot', 'naam: Joris', 'naam: Inktpot']);
    const known = namesIn([{ kind: 'naam', subject: 'official', text: 'Joris Inktpot' } as Detection]);
    assert.deepEqual(found(['besproken met Joris Inktpot en Joris'], { known }), ['naam: Joris Inktpot']);
  });

  it('are not what the body itself makes public, or what the dossier says stays readable', () => {
    const dossier = dossierWith([], {
      keepReadable: ['Hans Bestuurder'],
      decision: { handler: { phone: '070 - 123 45 67', email: 'wob@voorbeeld.nl' } },
    });
    const own = detectSettings(dossier);
    assert.deepEqual(own.ownDomains.includes('voorbeeld.nl'), true);
    assert.deepEqual(found(['Bel (070) 1234567 of wob@voorbeeld.nl'], own), []);
    assert.deepEqual(found(['de heer Hans Bestuurder'], own), []);
  });

  it('hold no number that fails its check, whatever the digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/u), (digits) => {
        assert.deepEqual(found([`BSN ${digits}.`]), passesElevenTest(digits) ? [`bsn: ${digits}`] : []);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^\d{2}[A-Z]{4}\d{10}$/u), (rest) => {
        const iban = `NL${rest}`;
        assert.deepEqual(found([`Rekening ${iban}.`]), passesMod97(iban) ? [`iban: ${iban}`] : []);
      }),
    );
  });

  it('give places that do not overlap, whatever the text', () => {
    const part = fc.constantFrom(
      'de heer',
      'Jansen',
      'P.',
      '070',
      '-',
      '123 45 67',
      'BSN',
      '123456782',
      'Aan:',
      'x@y.nl',
      ',',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const words = wordsOfDocument([wordsOfPage(pageOf(parts.join(' ').split('\n')))]);
        const places = detect(words, settings).map(({ place }) => place);
        for (const [index, place] of places.entries()) {
          assert.ok(place.start < place.end);
          assert.ok(index === 0 || place.start >= (places[index - 1]?.end ?? 0));
        }
      }),
    );
  });
});
