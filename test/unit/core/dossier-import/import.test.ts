import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fieldOfHeader } from '../../../../src/core/dossier-import/columns.ts';
import { documentsForFiles, readFileName } from '../../../../src/core/dossier-import/files.ts';
import { importInventory } from '../../../../src/core/dossier-import/table.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';

const wob = groundSetFor('wob');

describe('an inventory from a spreadsheet', () => {
  it('knows the usual names of columns', () => {
    const names = {
      'Nr.': 'number',
      Documentnummer: 'number',
      'Document ID': 'number',
      Documentnaam: 'title',
      Omschrijving: 'title',
      Datum: 'date',
      'Soort document': 'type',
      'File type': 'type',
      Beoordeling: 'judgement',
      Beoordelingsgrond: 'grounds',
      'Weigeringsgrond(en)': 'grounds',
      Uitzonderingsgrond: 'grounds',
      'Publieke link': 'publicUrl',
      Toelichting: 'remark',
      Ontvanger: 'recipient',
      'Gerelateerd ID': 'related',
    };
    for (const [header, field] of Object.entries(names)) assert.equal(fieldOfHeader(header), field, header);
    assert.equal(fieldOfHeader('Kleur'), undefined);
  });

  it('finds the header below a heading and reads every row', () => {
    const { documents, notes, columns } = importInventory(
      [
        ['Inventarislijst bij besluit', '', ''],
        [],
        ['Nr', 'Documentnaam', 'Datum', 'Beoordeling', 'Weigeringsgrond', 'Publieke link', 'Gerelateerd ID'],
        ['1', 'Werkinstructie 2021/7', '5-3-2021', 'Deels openbaar', '10.2.e; (10)(2g)', '', ''],
        [
          '2',
          'Nota',
          '6 maart 2021',
          'Niet openbaar',
          'Artikel 10, tweede lid, aanhef en onder d Wob',
          '',
          '',
        ],
        ['3', 'Brief', '', 'Reeds openbaar', '', 'https://voorbeeld.nl/3', ''],
        ['4', 'Brief', '', 'Dubbel', '', '', '3'],
        ['', '', '', '', '', '', ''],
        ['5', 'Memo', '', 'Vervallen', '', '', ''],
      ],
      wob,
    );
    assert.deepEqual(notes, []);
    assert.deepEqual(columns, ['number', 'title', 'date', 'judgement', 'grounds', 'publicUrl', 'related']);
    assert.deepEqual(documents, [
      { number: '1', title: 'Werkinstructie 2021/7', status: 'assessed', date: '2021-03-05' },
      {
        number: '2',
        title: 'Nota',
        status: 'assessed',
        date: '2021-03-06',
        withheld: { grounds: ['10.2.d'] },
      },
      { number: '3', title: 'Brief', status: 'already-public', publicUrl: 'https://voorbeeld.nl/3' },
      { number: '4', title: 'Brief', status: 'duplicate', duplicateOf: '3' },
      { number: '5', title: 'Memo', status: 'no-longer-valid' },
    ]);
  });

  it('notes what it does not understand, with the row of the spreadsheet', () => {
    const { documents, notes } = importInventory(
      [
        ['Nr', 'Titel', 'Datum', 'Beoordeling', 'Gronden', 'Bestand'],
        ['1', 'A', 'ooit', 'misschien', '99.9.z', '../../geheim.pdf'],
        ['1', 'B', '', '', '', 'stukken/b.pdf'],
      ],
      wob,
    );
    assert.deepEqual(
      notes.map((n) => `${n.row} ${n.kind} ${n.text}`),
      [
        '2 unknown-judgement misschien',
        '2 unknown-ground 99.9.z',
        '2 no-date ooit',
        '2 unsafe-file ../../geheim.pdf',
        '3 double-number 1',
      ],
    );
    assert.equal(documents[0]!.file, undefined);
    assert.equal(documents[1]!.file, 'stukken/b.pdf');
  });

  it('says so when there is no header, and never throws', () => {
    assert.equal(importInventory([['a', 'b']], wob).notes[0]?.kind, 'no-header');
    fc.assert(
      fc.property(fc.array(fc.array(fc.string())), (rows) => {
        const header = ['Nr', 'Titel', 'Beoordeling'];
        const { documents } = importInventory([header, ...rows], wob);
        assert.ok(documents.length <= rows.length);
      }),
    );
  });
});

describe('rows for PDFs of a folder', () => {
  it('reads title, date and kind from the name', () => {
    assert.deepEqual(readFileName('stukken/2021-03-05_werkinstructie horen.pdf'), {
      title: 'Werkinstructie horen',
      date: '2021-03-05',
      type: 'Werkinstructie',
    });
    assert.deepEqual(readFileName('20211399 x.PDF'), { title: '20211399 x' });
  });

  it('adds only what is new, numbered on, in natural order', () => {
    const added = documentsForFiles(
      ['b/10.pdf', 'b/9.pdf', 'a.pdf', 'b/9.pdf'],
      [{ number: '3', title: 'A', status: 'assessed', file: 'a.pdf' }],
    );
    assert.deepEqual(
      added.map((d) => `${d.number} ${d.file ?? ''}`),
      ['4 b/9.pdf', '5 b/10.pdf'],
    );
  });
});
