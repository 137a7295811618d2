import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkSidecar, rules, type SidecarCheck } from '../../../../src/core/diagnostics/check-sidecar.ts';
import type { Finding, FindingCode } from '../../../../src/core/diagnostics/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import { quadOfBox } from '../../../../src/core/text/geometry.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { dossierWith, documentRow } from '../dossier/dossiers.ts';
import { mark, SHA, sidecarWith, without } from '../marks.ts';
import { narrowBox, pageOf, picturedPage, rangeOf } from '../text/pages.ts';

const GEOMETRY = {
  page: 1,
  mediaBox: [0, 0, 595, 842],
  cropBox: [20, 20, 575, 822],
  rotate: 0,
  userUnit: 1,
} as const;

function check(marks: readonly Redaction[], more: Partial<SidecarCheck> = {}): readonly Finding[] {
  return checkSidecar({ sidecar: sidecarWith(...marks), groundSet: groundSetFor('wob'), ...more });
}
const codes = (findings: readonly Finding[]): readonly FindingCode[] => findings.map(({ code }) => code);
const wooMark = (changes: Partial<Redaction> = {}): Redaction => mark({ grounds: ['5.1.2.e'], ...changes });
const woo = { groundSet: groundSetFor('woo') };

describe('findings on marks', () => {
  it('are none for a sound mark, in both laws', () => {
    assert.deepEqual(check([mark()]), []);
    assert.deepEqual(check([wooMark()], woo), []);
    assert.deepEqual(
      check([mark({ grounds: ['10.2.g', '10.2.d'], reason: 'aanvragen', quote: 'wij wegen zo' })]),
      [],
    );
  });

  it('are none for a rejected mark, however wrong', () => {
    const bad = mark({ status: 'rejected', grounds: ['x'], quads: [], quote: '', page: 99 });
    assert.deepEqual(check([bad], { actual: { sha256: SHA, pages: [GEOMETRY] } }), []);
  });

  it('point at the place in the JSON, counting rejected marks', () => {
    const [finding] = check([mark({ status: 'rejected' }), mark({ id: 'b', grounds: [] })]);
    assert.deepEqual(finding?.path, ['redactions', 1, 'grounds']);
    assert.equal(finding.redactionId, 'b');
    assert.equal(finding.page, 1);
  });

  const table: readonly [string, FindingCode | undefined, Redaction, Partial<SidecarCheck>?][] = [
    ['no ground', 'grond-ontbreekt', mark({ grounds: [] })],
    ['an unknown ground', 'grond-onbekend', mark({ grounds: ['10.2.z'] })],
    ['a ground in another spelling', 'grond-onbekend', mark({ grounds: ['10.2e'] })],
    ['a ground of the other law', 'grond-onbekend', mark({ grounds: ['5.1.2.e'] })],
    ['a ground without reason or own words', 'motivering-ontbreekt', without(mark(), 'reason')],
    [
      'an absolute ground without either',
      'motivering-ontbreekt',
      without(mark({ grounds: ['10.1.c'] }), 'reason'),
    ],
    [
      'a reason that needs own words',
      'motivering-ontbreekt',
      mark({ grounds: ['10.2.a'], reason: 'internationale-betrekkingen' }),
    ],
    [
      'such a reason with blank words',
      'motivering-ontbreekt',
      mark({ grounds: ['10.2.a'], reason: 'internationale-betrekkingen', motivation: ' \n' }),
    ],
    [
      'such a reason with own words',
      undefined,
      mark({ grounds: ['10.2.a'], reason: 'internationale-betrekkingen', motivation: 'Omdat.' }),
    ],
    ['own words alone', undefined, without(mark({ motivation: 'Omdat.' }), 'reason')],
    ['a reason that is not there', 'motivering-ontbreekt', mark({ reason: 'weg' })],
    [
      'a reason of another ground',
      'motivering-ontbreekt',
      mark({ grounds: ['10.2.d'], reason: 'ambtenaren' }),
    ],
    ['a second ground that nothing carries', 'motivering-ontbreekt', mark({ grounds: ['10.2.e', '10.2.d'] })],
    [
      'g for applications without d',
      'combinatie-ontbreekt',
      mark({ grounds: ['10.2.g'], reason: 'aanvragen', quote: 'zo' }),
    ],
    ['no quads', 'markering-leeg', mark({ quads: [] })],
    ['a quad without height', 'markering-leeg', mark({ quads: [quadOfBox([10, 10, 90, 10])] })],
    ['a text mark without text', 'markering-leeg', without(mark(), 'quote')],
    ['an area mark without text', undefined, without(mark({ kind: 'area' }), 'quote')],
    ['a page beyond the last', 'markering-buiten-pagina', mark({ page: 4 })],
    [
      'a mailbox blacked out whole',
      'mailbox-geheel-gelakt',
      mark({ grounds: ['10.2.g'], reason: 'mailbox', quote: 'asiel.postbus@voorbeeld.nl' }),
    ],
    [
      'a mailbox cut at the @',
      undefined,
      mark({ grounds: ['10.2.g'], reason: 'mailbox', quote: 'asiel.postbus' }),
    ],
    [
      'a mailbox with the @ but no domain',
      undefined,
      mark({ grounds: ['10.2.g'], reason: 'mailbox', quote: 'asiel.postbus@' }),
    ],
    [
      'a passage under g and d that holds an address',
      undefined,
      mark({ grounds: ['10.2.g', '10.2.d'], reason: 'aanvragen', quote: 'meld dit aan x@voorbeeld.nl en' }),
    ],
    ['a private address under e', undefined, mark({ reason: 'burgers', quote: 'jan@voorbeeld.nl' })],
    ['a suggestion nobody decided', 'suggestie-open', mark({ status: 'suggested' })],
    [
      '5.1.5 beside 5.1.2.e',
      'restgrond-naast-andere-grond',
      wooMark({ grounds: ['5.1.5', '5.1.2.e'], motivation: 'Omdat.' }),
      woo,
    ],
    ['5.1.5 alone', undefined, wooMark({ grounds: ['5.1.5'], motivation: 'Omdat.' }), woo],
    ['5.1.5 beside 5.2.1', undefined, wooMark({ grounds: ['5.1.5', '5.2.1'], motivation: 'Omdat.' }), woo],
  ];
  for (const [name, code, subject, more] of table) {
    it(`${code ?? 'none'}: ${name}`, () => {
      assert.deepEqual(codes(check([subject], more)), code === undefined ? [] : [code]);
    });
  }

  it('propose the usual spelling and the grounds that correspond', () => {
    const fixes = (ground: string) =>
      check([mark({ grounds: [ground, '11.1'] })]).find(({ code }) => code === 'grond-onbekend')?.fixes;
    assert.deepEqual(fixes('10.2e')?.[0], { kind: 'set-ground', grounds: ['10.2.e', '11.1'] });
    assert.deepEqual(fixes('5.1.2.i')?.[0], { kind: 'set-ground', grounds: ['10.2.g', '11.1'] });
    assert.deepEqual(fixes('5.1.2.i')?.at(-1), { kind: 'pick-ground' });
  });

  it('see a changed PDF and its number of pages', () => {
    const changed = check([mark()], { actual: { sha256: 'b'.repeat(64), pages: [GEOMETRY] } });
    assert.deepEqual(codes(changed), ['bron-gewijzigd']);
    assert.match(changed[0]?.message ?? '', /toen 3 pagina’s, nu 1/u);
    assert.deepEqual(changed[0]?.path, ['source', 'sha256']);
    assert.deepEqual(
      check([mark()], {
        actual: {
          sha256: SHA.toUpperCase(),
          pages: [GEOMETRY, { ...GEOMETRY, page: 2 }, { ...GEOMETRY, page: 3 }],
        },
      }),
      [],
    );
  });

  it('see marks outside the page, and allow a page mark on the media box', () => {
    const actual = { sha256: SHA, pages: [GEOMETRY] };
    const at = (box: readonly [number, number, number, number], changes: Partial<Redaction> = {}) =>
      check([mark({ kind: 'area', quads: [quadOfBox(box)], ...changes })], { actual }).flatMap(
        ({ fixes }) => fixes[0]?.kind ?? [],
      );
    assert.deepEqual(at([100, 100, 200, 200]), []);
    assert.deepEqual(at([-50, 100, 200, 200]), ['clip-to-page']);
    assert.deepEqual(at([700, 100, 800, 200]), ['delete']);
    assert.deepEqual(at([0, 0, 15, 15]), ['delete']);
    assert.deepEqual(at([0, 0, 595, 842], { kind: 'page' }), []);
    assert.deepEqual(at([-0.5, 100, 200, 200]), []);
  });

  it('see overlapping marks with different grounds, not neighbours or equals', () => {
    const box = (left: number, bottom: number, right: number, top: number) => [
      quadOfBox([left, bottom, right, top]),
    ];
    const base = mark({ id: 'a', quads: box(100, 700, 200, 712) });
    const other = (quads: Redaction['quads'], changes: Partial<Redaction> = {}) =>
      mark({ id: 'b', quads, grounds: ['10.2.d'], reason: 'werkwijze', ...changes });
    const found = check([base, other(box(150, 705, 250, 717))]);
    assert.deepEqual(codes(found), ['markeringen-botsen']);
    assert.deepEqual([found[0]?.redactionId, found[0]?.related], ['a', ['b']]);
    assert.deepEqual(
      check([base, other(box(150, 705, 250, 717), { grounds: ['10.2.e'], reason: 'burgers' })]),
      [],
    );
    assert.deepEqual(check([base, other(box(200, 700, 250, 712))]), []);
    assert.deepEqual(check([base, other(box(100, 711.9, 200, 724))]), []);
    assert.deepEqual(check([base, other(box(150, 705, 250, 717), { page: 2 })]), []);
    assert.deepEqual(check([base, other(box(150, 705, 250, 717), { status: 'rejected' })]), []);
  });

  it('see 5.1.5 over another ground on the same words', () => {
    const found = check(
      [
        wooMark({ id: 'a' }),
        wooMark({ id: 'b', grounds: ['5.1.5'], reason: 'benadeling', motivation: 'Omdat.' }),
      ],
      woo,
    );
    assert.deepEqual(codes(found).toSorted(), ['markeringen-botsen', 'restgrond-naast-andere-grond']);
  });

  it('find all clashes among thousands of marks, and no others', () => {
    const grid = Array.from({ length: 4000 }, (_, index) =>
      mark({
        id: `m${index}`,
        page: 1 + Math.floor(index / 2000),
        quads: [
          quadOfBox([
            (index % 40) * 12,
            Math.floor((index % 2000) / 40) * 14,
            (index % 40) * 12 + 10,
            Math.floor((index % 2000) / 40) * 14 + 10,
          ]),
        ],
      }),
    );
    const clash = mark({
      id: 'x',
      quads: [quadOfBox([0, 0, 22, 10])],
      grounds: ['10.2.d'],
      reason: 'werkwijze',
    });
    assert.equal(check([...grid, clash]).length, 2);
  });

  it('ask for the date of a temporary refusal, once a dossier is known', () => {
    const temporary = wooMark({ grounds: ['5.1.4'], reason: 'eerste-kennisneming', motivation: 'Omdat.' });
    const dossier = dossierWith([documentRow()], { law: 'woo' });
    assert.deepEqual(check([temporary], woo), []);
    assert.deepEqual(codes(check([temporary], { ...woo, dossier })), ['termijn-ontbreekt']);
    const withTerm = { ...dossier, decision: { ...dossier.decision, terms: { '5.1.4': '2022-12-01' } } };
    assert.deepEqual(check([temporary], { ...woo, dossier: withTerm }), []);
  });

  it('ask for article 5.3 in a document over five years old, once for each ground', () => {
    const dossier = dossierWith([], {
      law: 'woo',
      request: { date: '2022-06-01', requester: {}, subject: 'x' },
    });
    const on = (date: string, marks: readonly Redaction[] = [wooMark(), wooMark({ id: 'b', page: 2 })]) =>
      check(marks, { ...woo, dossier, document: documentRow({ date }) });
    const old = on('2017-05-31');
    assert.deepEqual(codes(old), ['vijf-jaar-motivering']);
    assert.deepEqual(old[0]?.related, ['b']);
    assert.deepEqual(on('2017-06-01'), []);
    assert.deepEqual(on('2017'), []);
    assert.deepEqual(codes(on('2016')), ['vijf-jaar-motivering']);
    assert.deepEqual(on('2010-01-01', [wooMark({ motivation: 'Ondanks de tijd.' })]), []);
    assert.deepEqual(on('2010-01-01', [wooMark({ grounds: ['5.1.1.e'], reason: 'bsn' })]), []);
    assert.deepEqual(
      check([mark()], { dossier: dossierWith(), document: documentRow({ date: '1999' }) }),
      [],
    );
  });

  it('know which grounds are closed to environmental information, or only for it', () => {
    const on = (grounds: readonly string[], environmental: boolean, more: Partial<SidecarCheck> = {}) =>
      codes(
        check([mark({ grounds, motivation: 'Omdat.' })], {
          document: documentRow({ environmental }),
          ...more,
        }),
      );
    assert.deepEqual(on(['10.2.g'], true), ['milieu-informatie']);
    assert.deepEqual(on(['10.2.g'], false), []);
    assert.deepEqual(on(['10.7.a'], false), ['milieu-informatie']);
    assert.deepEqual(on(['10.7.a'], true), []);
    assert.deepEqual(on(['5.1.5'], true, woo), ['milieu-informatie']);
    assert.deepEqual(on(['5.1.1.c'], true, woo), ['milieu-informatie']);
    assert.deepEqual(on(['5.1.6'], false, woo), ['milieu-informatie']);
  });

  it('compare the text under a mark with its quote, whatever the spaces and hyphens', () => {
    const page = pageOf(['Behandeld door J. Voor-', 'beeld, kamer 3']);
    const { start } = rangeOf(page, 'J. Voor');
    const { quads, quote } = quadsForRange(page, start, rangeOf(page, 'beeld').end);
    const text = [page];
    assert.deepEqual(check([mark({ quads, quote })], { text }), []);
    assert.deepEqual(check([mark({ quads, quote: 'J.Voorbeeld' })], { text }), []);
    assert.deepEqual(codes(check([mark({ quads, quote: 'P. Anders' })], { text })), ['citaat-wijkt-af']);
    assert.deepEqual(codes(check([mark({ quads: [quadOfBox([10, 10, 60, 20])] })], { text })), [
      'markering-leeg',
    ]);
  });

  it('take a mark behind a scan for sound when it covers more than its quote, not when the words are others', () => {
    const page = pageOf(['Joris, Inktpot'], { inkless: true, ascent: 1, descent: 0 });
    const { start, end } = rangeOf(page, 'Joris');
    const { quads, quote } = quadsForRange(page, start, end);
    assert.equal(quote, 'Joris');
    assert.deepEqual(check([mark({ quads, quote })], { text: [page] }), []);
    const other = check([mark({ quads, quote: 'Pieter' })], { text: [page] });
    assert.deepEqual(codes(other), ['citaat-wijkt-af']);
  });

  it('find a mark beside which the picture of a scan shows a letter of its word', () => {
    const page = picturedPage(['Joris Inktpot']);
    const { start, end } = rangeOf(page, 'Inktpot');
    const { quads, quote } = quadsForRange(page, start, end);
    assert.deepEqual(check([mark({ quads, quote })], { text: [page] }), []);
    const narrow = [quadOfBox(narrowBox(page, start, end))];
    const found = check([mark({ quads: narrow, quote })], { text: [page] });
    assert.deepEqual(codes(found), ['beeld-onbedekt']);
    assert.deepEqual(
      found[0]?.fixes.map(({ kind }) => kind),
      ['cover-picture'],
    );
  });

  it('list the pages not read, once somebody has begun', () => {
    const reviewed = (pages: readonly number[]) =>
      checkSidecar({
        sidecar: { ...sidecarWith(mark()), source: { sha256: SHA, bytes: 1, pages: 6 }, review: { pages } },
        groundSet: groundSetFor('wob'),
      });
    assert.deepEqual(reviewed([]), []);
    assert.equal(reviewed([2, 6])[0]?.message, 'Nog niet nagekeken: pagina 1, 3-5.');
    assert.deepEqual(reviewed([1, 2, 3, 4, 5, 6]), []);
  });

  it('have the severity that a setting gives them, and vanish when it is off', () => {
    const on = (severity: 'error' | 'info' | 'off') =>
      check([mark({ status: 'suggested' })], { severities: { 'suggestie-open': severity } }).map(
        (each) => each.severity,
      );
    assert.deepEqual([on('error'), on('info'), on('off')], [['error'], ['info'], []]);
    assert.equal(check([mark({ status: 'suggested' })])[0]?.severity, 'warning');
  });

  it('speak English when asked', () => {
    assert.match(
      check([mark({ grounds: [] })], { language: 'en' })[0]?.message ?? '',
      /^This mark has no ground/u,
    );
  });

  it('never repeat the secret in a message', () => {
    const secret = 'P. Geheimhouder';
    const marks = [
      mark({ id: 'a', quote: secret, grounds: [] }),
      mark({
        id: 'b',
        quote: `${secret}@x.nl`,
        grounds: ['10.2.g', 'x'],
        reason: 'mailbox',
        status: 'suggested',
        page: 77,
      }),
    ];
    for (const { message } of check(marks, {
      actual: { sha256: 'c', pages: [GEOMETRY] },
      text: [pageOf(['a'])],
    })) {
      assert.ok(!message.includes('Geheimhouder'));
    }
  });

  it('come from rules with different codes', () => {
    assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
  });
});
