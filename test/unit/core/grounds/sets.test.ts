import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { combinesResidual, proposeWoo, WOB_TO_WOO } from '../../../../src/core/grounds/correspondence.ts';
import {
  findGround,
  findReason,
  groundSetFor,
  reasonsOfGround,
  sortGrounds,
  usualReason,
} from '../../../../src/core/grounds/sets.ts';
import { statuteText } from '../../../../src/core/grounds/statute.ts';

const WOB_CODES =
  '10.1.a 10.1.b 10.1.c 10.1.d 10.2.a 10.2.b 10.2.c 10.2.d 10.2.e 10.2.f 10.2.g 10.7.a 10.7.b 11.1'.split(
    ' ',
  );
const WOO_CODES =
  '5.1.1.a 5.1.1.b 5.1.1.c 5.1.1.d 5.1.1.e 5.1.2.a 5.1.2.b 5.1.2.c 5.1.2.d 5.1.2.e 5.1.2.f 5.1.2.g 5.1.2.h 5.1.2.i 5.1.4 5.1.5 5.1.6 5.2.1 5.2.2 5.4 5.4a.1'.split(
    ' ',
  );

describe('ground sets', () => {
  it('hold every ground of the law, in its order', () => {
    assert.deepEqual(
      groundSetFor('wob').grounds.map(({ code }) => code),
      WOB_CODES,
    );
    assert.deepEqual(
      groundSetFor('woo').grounds.map(({ code }) => code),
      WOO_CODES,
    );
  });

  it('quote the statute to the letter', () => {
    const wob = groundSetFor('wob');
    assert.equal(
      findGround(wob, '10.2.g')?.text,
      'het voorkomen van onevenredige bevoordeling of benadeling van bij de aangelegenheid betrokken natuurlijke personen of rechtspersonen dan wel van derden',
    );
    assert.equal(findGround(wob, '10.2.d')?.text, 'inspectie, controle en toezicht door bestuursorganen');
    assert.equal(
      findGround(groundSetFor('woo'), '5.1.2.e')?.text,
      'de eerbiediging van de persoonlijke levenssfeer',
    );
    assert.equal(
      statuteText(wob.articles, '10', '2'),
      'Het verstrekken van informatie ingevolge deze wet blijft eveneens achterwege voor zover het belang daarvan niet opweegt tegen de volgende belangen:',
    );
  });

  it('cite as a letter does', () => {
    assert.equal(
      findGround(groundSetFor('wob'), '10.2.e')?.citation,
      'artikel 10, tweede lid, aanhef en onder e, van de Wob',
    );
    assert.equal(findGround(groundSetFor('wob'), '11.1')?.citation, 'artikel 11, eerste lid, van de Wob');
    assert.equal(findGround(groundSetFor('woo'), '5.1.5')?.citation, 'artikel 5.1, vijfde lid, van de Woo');
    assert.equal(findGround(groundSetFor('woo'), '5.4')?.citation, 'artikel 5.4 van de Woo');
  });

  for (const law of ['wob', 'woo'] as const) {
    const set = groundSetFor(law);
    it(`of the ${set.shortName} hold together: every ground has a reason, every reason its grounds, every shortcut its reason`, () => {
      for (const { code } of set.grounds) assert.ok(reasonsOfGround(set, code).length > 0, code);
      assert.equal(new Set(set.reasons.map(({ id }) => id)).size, set.reasons.length);
      for (const reason of set.reasons) {
        assert.ok(reason.grounds.length > 0);
        for (const code of reason.grounds) assert.ok(findGround(set, code), `${reason.id} ${code}`);
        for (const rule of reason.rules) {
          if (rule.kind === 'together-with')
            for (const code of rule.grounds) assert.ok(reason.grounds.includes(code));
        }
        assert.ok(!combinesResidual(reason.grounds), reason.id);
      }
      for (const key of ['e', 'd', 'g'] as const) assert.ok(usualReason(set, key, 'x'));
      assert.equal(findReason(set, 'bestaat-niet'), undefined);
    });

    it(`of the ${set.shortName} have boilerplate that can be signed: whole sentences, known placeholders, its own codes`, () => {
      const other = law === 'wob' ? /\b5\.[12]\.\d|\bWoo\b/u : /\b10\.[127]\.|\bWob\b/u;
      for (const { id, boilerplate, grounds } of set.reasons) {
        assert.ok(boilerplate.length > 0, id);
        for (const paragraph of boilerplate) {
          assert.match(paragraph, /^[\p{Lu}].*[.]$/u, id);
          assert.doesNotMatch(paragraph, other, id);
          for (const [, name] of paragraph.matchAll(/\{([^}]*)\}/gu)) {
            assert.ok(['bestuursorgaan', 'documenten', 'code', 'wet'].includes(name ?? ''), `${id}: ${name}`);
          }
        }
        const whole = boilerplate.join(' ');
        assert.ok(whole.includes('{code}') || grounds.every((code) => whole.includes(`“${code}”`)), id);
      }
    });
  }

  it('give the mailbox reason for g where the selection holds an address', () => {
    const wob = groundSetFor('wob');
    assert.equal(usualReason(wob, 'g', 'asiel.postbus@voorbeeld.nl')?.id, 'mailbox');
    assert.equal(usualReason(wob, 'g', 'hoe wij wegen')?.id, 'aanvragen');
    assert.equal(usualReason(wob, 'g')?.id, 'aanvragen');
    assert.equal(usualReason(wob, 'e', 'x@voorbeeld.nl')?.id, 'ambtenaren');
    assert.deepEqual(usualReason(wob, 'g')?.grounds, ['10.2.g', '10.2.d']);
  });

  it('sort codes in the order of the law and keep strangers at the end', () => {
    assert.deepEqual(sortGrounds(groundSetFor('wob'), ['x', '11.1', '10.2.e', '10.1.c', '11.1']), [
      '10.1.c',
      '10.2.e',
      '11.1',
      'x',
    ]);
  });
});

describe('from Wob to Woo', () => {
  it('every ground of the Wob has proposals, all of them grounds of the Woo', () => {
    assert.deepEqual(
      WOB_TO_WOO.map(({ from }) => from),
      WOB_CODES,
    );
    for (const { proposals } of WOB_TO_WOO) {
      assert.ok(proposals.length > 0);
      for (const { grounds, remark } of proposals) {
        assert.ok(remark !== '');
        for (const code of grounds) assert.ok(WOO_CODES.includes(code));
      }
    }
  });

  it('never proposes 5.1.5 beside another ground', () => {
    const options = proposeWoo(['10.2.g', '10.2.d']).map(({ grounds }) => grounds);
    assert.deepEqual(options, [
      ['5.1.2.i', '5.1.2.d'],
      ['5.1.2.f', '5.1.2.d'],
    ]);
    assert.ok(proposeWoo(['10.2.g']).some(({ grounds }) => grounds.includes('5.1.5')));
    assert.deepEqual(proposeWoo(['onbekend']), []);
    assert.deepEqual(proposeWoo([]), []);
  });
});
