import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyDossierChange, nextNumber, type DossierChange } from '../../../../src/core/dossier/changes.ts';
import type { Dossier } from '../../../../src/core/dossier/types.ts';

const dossier: Dossier = {
  version: 1,
  law: 'wob',
  request: { subject: 'openbaarmaking van werkinstructies', requester: { name: 'J. Voorbeeld' } },
  authority: { name: 'De Minister van Voorbeeldzaken', shortName: 'de Dienst' },
  decision: {},
  documents: [
    { number: '1', title: 'Eerste', status: 'assessed', date: '2021-03-02', unknown: { eigen: 1 } },
    { number: '2', title: 'Tweede', status: 'already-public', publicUrl: 'https://voorbeeld.nl' },
    { number: '3', title: 'Derde', status: 'assessed' },
  ],
};

const apply = (change: DossierChange): Dossier => applyDossierChange(dossier, change);

describe('changes of a dossier', () => {
  it('sets and empties a field, and keeps the fields that must be there', () => {
    assert.equal(
      apply({ kind: 'set-field', path: ['request', 'requester', 'name'], value: ' A. Anders ' }).request
        .requester.name,
      'A. Anders',
    );
    const emptied = apply({ kind: 'set-field', path: ['request', 'requester', 'name'], value: '' });
    assert.ok(!('name' in emptied.request.requester));
    assert.equal(apply({ kind: 'set-field', path: ['request', 'subject'], value: '' }).request.subject, '');
  });

  it('keeps the list of what stays readable, and drops it when it is emptied', () => {
    const path = ['keepReadable'] as const;
    const kept = apply({
      kind: 'set-field',
      path,
      value: ['Hans Bestuurder ', '', '070 - 000 00 00', 'Hans Bestuurder'],
    });
    assert.deepEqual(kept.keepReadable, ['Hans Bestuurder', '070 - 000 00 00']);
    assert.ok(!('keepReadable' in applyDossierChange(kept, { kind: 'set-field', path, value: ['', ''] })));
  });

  it('makes several changes as one, and numbers new rows on from the highest', () => {
    const changed = apply({
      kind: 'all',
      changes: [
        { kind: 'set-cells', cells: [{ row: 2, field: 'number', value: '12a' }] },
        { kind: 'add-rows', at: 99, rows: [{ title: 'Vierde' }, { number: '40' }, { title: 'Zesde' }] },
      ],
    });
    assert.deepEqual(
      changed.documents.map(({ number, title }) => `${number} ${title}`),
      ['1 Eerste', '2 Tweede', '12a Derde', '13 Vierde', '40 ', '41 Zesde'],
    );
  });

  it('refuses rows as a whole and takes that back, and keeps what it does not know', () => {
    const change = {
      kind: 'set-withheld',
      rows: [0, 2],
      withheld: { grounds: ['10.2.d', '10.2.d'], reason: 'werkwijze', motivation: '  ' },
    } as const;
    const refused = apply(change);
    assert.deepEqual(
      refused.documents.map(({ withheld }) => withheld),
      [{ grounds: ['10.2.d'], reason: 'werkwijze' }, undefined, { grounds: ['10.2.d'], reason: 'werkwijze' }],
    );
    assert.deepEqual(refused.documents[0]?.unknown, { eigen: 1 });
    assert.deepEqual(applyDossierChange(refused, { kind: 'set-withheld', rows: [0, 2] }), dossier);
  });

  it('takes yes in any spelling for environmental information, and anything else for no', () => {
    const set = (from: Dossier, value: string): Dossier =>
      applyDossierChange(from, { kind: 'set-cells', cells: [{ row: 0, field: 'environmental', value }] });
    for (const yes of ['ja', 'Ja', ' JA ', 'x', 'true'])
      assert.equal(set(dossier, yes).documents[0]?.environmental, true, yes);
    for (const no of ['', 'nee', 'false'])
      assert.ok(!('environmental' in set(set(dossier, 'ja'), no).documents[0]!), no);
  });

  it('puts a reason in own words and takes them out, and leaves a title of its own', () => {
    const own = apply({ kind: 'set-reason', reason: 'mailbox', boilerplate: ['Een.', ' ', 'Twee.'] });
    assert.deepEqual(own.reasons, { mailbox: { boilerplate: ['Een.', 'Twee.'] } });
    assert.deepEqual(
      applyDossierChange(own, { kind: 'set-reason', reason: 'mailbox', boilerplate: [] }),
      dossier,
    );
    const titled = { ...dossier, reasons: { mailbox: { title: 'Postbussen', boilerplate: ['Een.'] } } };
    assert.deepEqual(
      applyDossierChange(titled, { kind: 'set-reason', reason: 'mailbox', boilerplate: [] }).reasons,
      { mailbox: { title: 'Postbussen' } },
    );
  });

  it('sets a list line by line', () => {
    const changed = apply({
      kind: 'set-field',
      path: ['authority', 'address'],
      value: ['Postbus 1 ', '', '1000 AA Voorbeeldstad', ''],
    });
    assert.deepEqual(changed.authority.address, ['Postbus 1', '', '1000 AA Voorbeeldstad']);
  });

  it('changes cells, drops emptied ones and keeps what it does not know', () => {
    const changed = apply({
      kind: 'set-cells',
      cells: [
        { row: 0, field: 'title', value: 'Nieuwe\ttitel' },
        { row: 0, field: 'date', value: '' },
        { row: 1, field: 'status', value: 'geen status' },
        { row: 99, field: 'title', value: 'weg' },
      ],
    });
    assert.deepEqual(changed.documents[0], {
      number: '1',
      title: 'Nieuwe titel',
      status: 'assessed',
      unknown: { eigen: 1 },
    });
    assert.equal(changed.documents[1]!.status, 'already-public');
    assert.equal(changed.documents.length, 3);
  });

  it('numbers new rows on from the highest', () => {
    const changed = apply({
      kind: 'add-rows',
      at: 1,
      rows: [{ title: 'A' }, { title: 'B', status: 'duplicate' }],
    });
    assert.deepEqual(
      changed.documents.map((d) => `${d.number} ${d.title} ${d.status}`),
      ['1 Eerste assessed', '4 A assessed', '5 B duplicate', '2 Tweede already-public', '3 Derde assessed'],
    );
    assert.equal(nextNumber([]), '1');
    assert.equal(nextNumber([{ number: '7a' }, { number: 'x' }]), '8');
  });

  it('deletes and moves rows', () => {
    assert.deepEqual(
      apply({ kind: 'delete-rows', rows: [0, 2, 9] }).documents.map((d) => d.number),
      ['2'],
    );
    assert.deepEqual(
      apply({ kind: 'move-row', from: 0, to: 2 }).documents.map((d) => d.number),
      ['2', '3', '1'],
    );
  });

  it('keeps own words by section, and takes them out when they are emptied', () => {
    const own = apply({
      kind: 'set-override',
      section: 'besluit',
      paragraphs: [' Ik  wijs af. ', ''],
      basedOn: 'h1',
    });
    assert.deepEqual(own.decision.overrides, { besluit: { paragraphs: ['Ik wijs af.'], basedOn: 'h1' } });
    const more = applyDossierChange(own, {
      kind: 'set-addition',
      section: 'verzoek',
      paragraphs: ['Extra.'],
    });
    assert.deepEqual(more.decision.additions, { verzoek: ['Extra.'] });
    const back = applyDossierChange(
      applyDossierChange(more, { kind: 'set-override', section: 'besluit', paragraphs: [], basedOn: '' }),
      { kind: 'set-addition', section: 'verzoek', paragraphs: [] },
    );
    assert.deepEqual(back, dossier);
  });

  it('keeps every row when rows are moved', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (from, to) => {
        const moved = apply({ kind: 'move-row', from, to });
        assert.deepEqual(moved.documents.map((d) => d.number).sort(), ['1', '2', '3']);
      }),
    );
  });
});
