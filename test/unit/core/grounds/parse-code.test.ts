import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { groundCodeIn, parseGroundCode, parseGroundCodes } from '../../../../src/core/grounds/parse-code.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { LawId } from '../../../../src/core/grounds/types.ts';

const ORDINAL = ['', 'eerste', 'tweede', 'derde', 'vierde', 'vijfde', 'zesde', 'zevende'];

/** Ways to write article, paragraph and part, as found in published inventories. */
const SPELLINGS: readonly ((article: string, paragraph: string, part: string, law: string) => string)[] = [
  (a, p, l) => `${a}.${p}.${l}`,
  (a, p, l) => `${a}.${p}${l}`,
  (a, p, l) => `(${a})(${p}${l})`,
  (a, p, l) => `${a}.${p}.${l.toUpperCase()}`,
  (a, p, l) => `Artikel ${a}.${p}.${l}`,
  (a, p, l, law) => `${a}.${p}.${l} ${law}`,
  (a, p, l) => `Artikel ${a} lid ${p} onder ${l}`,
  (a, p, l) => `art. ${a}, lid ${p}, sub ${l}`,
  (a, p, l) => `art. ${a} lid ${p} onderdeel ${l}`,
  (a, p, l) => `${a} lid ${p} ${l}`,
  (a, p, l) => `${a}, ${p}e lid, onder ${l}`,
  (a, p, l, law) => `Artikel ${a}, ${ORDINAL[Number(p)] ?? ''} lid, aanhef en onder ${l} ${law}`,
  (a, p, l, law) => `artikel ${a}, ${ORDINAL[Number(p)] ?? ''} lid, aanhef en onder ${l}, van de ${law}`,
  (a, p, l, law) =>
    `Artikel ${a}, ${ORDINAL[Number(p)] ?? ''} lid, onder ${l}, van de ${law === 'Wob' ? 'Wet openbaarheid van bestuur' : 'Wet open overheid'}`,
  (a, p, l) => `${a}.${p} ${l}`,
  (a, p, l) => `${a}.${p}(${l})`,
  (a, p, l) => `  ${a}.${p}.${l}. `,
];

const laws = fc.constantFrom<LawId>('wob', 'woo');

describe('spellings of a ground', () => {
  it('all stand for the same code, for every ground with a letter, in both laws', () => {
    for (const law of ['wob', 'woo'] as const) {
      const set = groundSetFor(law);
      for (const { code, article, paragraph, part } of set.grounds) {
        if (paragraph === undefined || part === undefined) continue;
        for (const spell of SPELLINGS) {
          const text = spell(article, paragraph, part, set.shortName);
          assert.equal(parseGroundCode(text, law), code, text);
        }
      }
    }
  });

  it('in a list give all codes in order, whatever stands between them', () => {
    const separators = fc.constantFrom('; ', ', ', ' en ', ' / ', '\n', ' & ', ';');
    fc.assert(
      fc.property(
        laws,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 }),
        separators,
        (law, picks, separator) => {
          const grounds = groundSetFor(law).grounds.filter(({ part }) => part !== undefined);
          const chosen = picks.map(([index, style]) => {
            const ground = grounds[index % grounds.length];
            const spell = SPELLINGS[style % SPELLINGS.length];
            assert.ok(ground?.paragraph !== undefined && ground.part !== undefined && spell);
            return {
              code: ground.code,
              text: spell(ground.article, ground.paragraph, ground.part, groundSetFor(law).shortName),
            };
          });
          const parsed = parseGroundCodes(chosen.map(({ text }) => text).join(separator), law);
          assert.deepEqual(parsed, { codes: [...new Set(chosen.map(({ code }) => code))], unread: [] });
        },
      ),
    );
  });

  const lists: readonly [string, LawId, readonly string[]][] = [
    ['10.2.d en e', 'wob', ['10.2.d', '10.2.e']],
    ['artikel 10, tweede lid, aanhef en onder d, e en g', 'wob', ['10.2.d', '10.2.e', '10.2.g']],
    ['10 lid 1 c en lid 2 e', 'wob', ['10.1.c', '10.2.e']],
    ['10.2.e, 11.1', 'wob', ['10.2.e', '11.1']],
    ['Artikel 11', 'wob', ['11.1']],
    ['artikel 11, eerste lid', 'wob', ['11.1']],
    ['PG', 'wob', ['10.2.e']],
    ['PG; 10.2g', 'wob', ['10.2.e', '10.2.g']],
    ['5.1.1c; 5.1.2e; 5.1.5', 'woo', ['5.1.1.c', '5.1.2.e', '5.1.5']],
    ['5.1.5, 5.1.2e', 'woo', ['5.1.5', '5.1.2.e']],
    ['5.1, vijfde lid', 'woo', ['5.1.5']],
    ['5.1 lid 2 e en lid 5', 'woo', ['5.1.2.e', '5.1.5']],
    ['5.2', 'woo', ['5.2.1']],
    ['artikel 5.2, eerste lid, van de Woo', 'woo', ['5.2.1']],
    ['5.4a', 'woo', ['5.4a.1']],
    ['5.4', 'woo', ['5.4']],
    ['pg', 'woo', ['5.1.2.e']],
  ];
  for (const [text, law, codes] of lists) {
    it(`“${text}” (${law}) is ${codes.join(' + ')}`, () => {
      assert.deepEqual(parseGroundCodes(text, law), { codes, unread: [] });
    });
  }

  it('of the other law, of whole groups or of no law at all are not guessed', () => {
    for (const text of [
      '5.1.2.e',
      '10.2',
      '10.2.h',
      '10.3',
      '10.2.e Woo',
      'artikel 10',
      '',
      'e',
      '12.2.e',
      'geheim',
      '10.2.e en geheim',
      '110.2.e',
    ]) {
      assert.equal(parseGroundCode(text, 'wob'), undefined, text);
    }
    for (const text of [
      '10.2.e',
      '5.1',
      '5.1.2',
      '5.1.2.j',
      '5.1.3',
      '5.3',
      '5.1.2.e Wob',
      '15.1.2.e',
      '5.10.2.e',
    ]) {
      assert.equal(parseGroundCode(text, 'woo'), undefined, text);
    }
  });

  it('that name two grounds are not one', () => {
    assert.equal(parseGroundCode('10.2.d en 10.2.e', 'wob'), undefined);
  });

  it('tell what was not understood', () => {
    assert.deepEqual(parseGroundCodes('10.2.e; geheim; 10.2', 'wob'), {
      codes: ['10.2.e'],
      unread: ['geheim', '10.2'],
    });
  });

  it('end for any text and give only codes of the law', () => {
    fc.assert(
      fc.property(laws, fc.string({ unit: fc.constantFrom(...'105.12aeg() ;,lid-en') }), (law, text) => {
        const codes = new Set(groundSetFor(law).grounds.map(({ code }) => code));
        for (const code of parseGroundCodes(text, law).codes) assert.ok(codes.has(code));
      }),
    );
  });

  it('know the codes and aliases of a workspace', () => {
    const base = groundSetFor('woo');
    const [first] = base.grounds;
    assert.ok(first);
    const set = {
      ...base,
      grounds: [...base.grounds, { ...first, code: 'AVG-1', aliases: ['privacybeleid'] }],
    };
    assert.equal(groundCodeIn(set, 'avg-1'), 'AVG-1');
    assert.equal(groundCodeIn(set, 'Privacybeleid'), 'AVG-1');
  });
});
