import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkDossier, type DossierCheck } from '../../../../src/core/diagnostics/check-dossier.ts';
import type { CheckedDocument } from '../../../../src/core/diagnostics/rule.ts';
import type { Dossier, DossierDocument } from '../../../../src/core/dossier/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { dossierWith, documentRow } from '../dossier/dossiers.ts';
import { mark, sidecarWith } from '../marks.ts';

function check(dossier: Dossier, more: Partial<DossierCheck> = {}): readonly string[] {
  const documents: readonly CheckedDocument[] = dossier.documents.map((document) => ({ document }));
  return checkDossier({ dossier, documents, groundSet: groundSetFor(dossier.law), ...more }).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );
}
const rows = (...documents: readonly Partial<DossierDocument>[]): Dossier =>
  dossierWith(
    documents.map((changes, index) =>
      documentRow({ number: String(index + 1), file: `${index + 1}.pdf`, ...changes }),
    ),
  );

describe('findings on a dossier', () => {
  it('are none for a complete one', () => {
    assert.deepEqual(check(dossierWith()), []);
  });

  it('mind the transition of 1 May 2022', () => {
    const decided = (law: 'wob' | 'woo', date: string) =>
      check(
        dossierWith([], {
          law,
          decision: { date, signatory: { name: 'B' }, publishedAt: 'www.voorbeeld.nl' },
        }),
      );
    assert.deepEqual(decided('wob', '2022-04-30'), []);
    assert.deepEqual(decided('wob', '2022-05-01'), ['wet-past-niet-bij-datum decision.date']);
    assert.deepEqual(decided('woo', '2022-05-01'), []);
    assert.deepEqual(decided('woo', '2022-04-30'), ['wet-past-niet-bij-datum decision.date']);
    assert.deepEqual(decided('woo', '30 april 2022'), ['dossier-onvolledig decision.date']);
  });

  it('name each field that the letter lacks', () => {
    const { subject: _, ...request } = dossierWith().request;
    const bare = dossierWith([], { request: { ...request, subject: ' ' }, decision: {} });
    assert.deepEqual(check(bare), [
      'dossier-onvolledig request.subject',
      'dossier-onvolledig decision.date',
      'dossier-onvolledig decision.signatory.name',
    ]);
  });

  it('see files outside, missing, unnamed, unreadable and used twice', () => {
    assert.deepEqual(check(rows({ file: '../geheim.pdf' })), ['bestand-buiten-dossier documents.0.file']);
    const dossier = rows({}, {});
    const [first, second] = dossier.documents;
    assert.ok(first && second);
    assert.deepEqual(
      check(dossier, {
        documents: [
          { document: first, missing: true },
          { document: second, unreadable: 'wachtwoord' },
        ],
      }),
      ['bijlage-ontbreekt documents.0.file', 'bestand-onleesbaar documents.1.file'],
    );
    const { file: __, ...unnamed } = documentRow();
    assert.deepEqual(check(dossierWith([unnamed])), ['bijlage-ontbreekt documents.0']);
    assert.deepEqual(check(dossierWith([{ ...unnamed, file: '' }])), ['bijlage-ontbreekt documents.0']);
    assert.deepEqual(check(rows({ file: 'map/' })), ['bestand-buiten-dossier documents.0.file']);
    assert.deepEqual(check(dossierWith([{ ...unnamed, status: 'no-longer-valid' }])), []);
    assert.deepEqual(
      check(dossierWith([{ ...unnamed, withheld: { grounds: ['10.2.d'], reason: 'werkwijze' } }])),
      [],
    );
    assert.deepEqual(check(rows({ file: 'A.pdf' }, { file: './a.pdf' })), ['nummer-dubbel documents.1.file']);
    assert.deepEqual(
      check(rows({ file: '../x.pdf' }), {
        documents: [{ document: rows({ file: '../x.pdf' }).documents[0] as DossierDocument, missing: true }],
      }),
      ['bestand-buiten-dossier documents.0.file'],
    );
  });

  it('see numbers twice, each time', () => {
    assert.deepEqual(check(rows({ number: '1' }, { number: '1 ' }, { number: '1' })), [
      'nummer-dubbel documents.1.number',
      'nummer-dubbel documents.2.number',
    ]);
  });

  it('see rows that leave out what their status needs', () => {
    assert.deepEqual(check(rows({ status: 'already-public' })), ['dossier-onvolledig documents.0.publicUrl']);
    assert.deepEqual(check(rows({ status: 'already-public', publicUrl: 'https://voorbeeld.nl' })), []);
    assert.deepEqual(check(rows({}, { status: 'duplicate', duplicateOf: '1' })), []);
    assert.deepEqual(check(rows({}, { status: 'duplicate', duplicateOf: '2' })), [
      'dossier-onvolledig documents.1.duplicateOf',
    ]);
    assert.deepEqual(check(rows({}, { status: 'duplicate', duplicateOf: '9' })), [
      'dossier-onvolledig documents.1.duplicateOf',
    ]);
    assert.deepEqual(check(rows({ date: '31-12-2020' })), ['dossier-onvolledig documents.0.date']);
    assert.deepEqual(check(rows({ date: '2021-02-29' })), ['dossier-onvolledig documents.0.date']);
    assert.deepEqual(check(rows({ date: '2020' }, { date: '2020-02' }, { date: '2020-02-29' })), []);
  });

  it('hold a document withheld whole to the same standard as a mark', () => {
    const of = (withheld: NonNullable<DossierDocument['withheld']>, changes: Partial<DossierDocument> = {}) =>
      check(rows({ withheld, ...changes }));
    assert.deepEqual(of({ grounds: [] }), ['grond-ontbreekt documents.0.withheld.grounds']);
    assert.deepEqual(of({ grounds: ['x'] }), ['grond-onbekend documents.0.withheld.grounds']);
    assert.deepEqual(of({ grounds: ['10.2.d'] }), ['motivering-ontbreekt documents.0.withheld.grounds']);
    assert.deepEqual(of({ grounds: ['10.2.g'], reason: 'aanvragen' }), [
      'combinatie-ontbreekt documents.0.withheld.grounds',
    ]);
    assert.deepEqual(of({ grounds: ['10.2.d'], motivation: 'Omdat.' }), []);
    assert.deepEqual(of({ grounds: ['10.2.f'], motivation: 'Omdat.' }), ['termijn-ontbreekt decision.terms']);
    assert.deepEqual(of({ grounds: ['10.2.g'], motivation: 'Omdat.' }, { environmental: true }), [
      'milieu-informatie documents.0.withheld.grounds',
    ]);
    assert.deepEqual(of({ grounds: [] }, { status: 'no-longer-valid' }), []);
  });

  it('forbid 5.1.5 beside another ground for a document withheld whole', () => {
    const dossier = dossierWith(
      [documentRow({ withheld: { grounds: ['5.1.5', '5.1.2.d'], motivation: 'Omdat.' } })],
      {
        law: 'woo',
        decision: { date: '2023-01-01', signatory: { name: 'B' }, publishedAt: 'www.voorbeeld.nl' },
      },
    );
    assert.deepEqual(check(dossier), ['restgrond-naast-andere-grond documents.0.withheld.grounds']);
  });

  it('see a document withheld whole that has marks', () => {
    const dossier = rows({ withheld: { grounds: ['10.2.d'], reason: 'werkwijze' } });
    const [document] = dossier.documents;
    assert.ok(document);
    assert.deepEqual(check(dossier, { documents: [{ document, sidecar: sidecarWith(mark()) }] }), [
      'dossier-onvolledig documents.0.withheld',
    ]);
    assert.deepEqual(
      check(dossier, { documents: [{ document, sidecar: sidecarWith(mark({ status: 'rejected' })) }] }),
      [],
    );
  });

  it('pass on stale sections', () => {
    assert.deepEqual(check(dossierWith(), { staleSections: ['besluit'] }), [
      'tekst-verouderd decision.overrides.besluit',
    ]);
  });

  it('stay quick with five thousand documents', () => {
    const dossier = rows(...Array.from({ length: 5000 }, () => ({ status: 'already-public' as const })));
    assert.equal(check(dossier).length, 5000);
  });
});
