import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { citeDocuments, countByKind } from '../../../../src/core/decision/citations.ts';
import type { DossierDocument } from '../../../../src/core/dossier/types.ts';

let last = 0;
function doc(type: string | undefined, citation?: string): DossierDocument {
  const number = String(++last);
  return {
    number,
    title: `Titel ${number}`,
    status: 'assessed',
    ...(type === undefined ? {} : { type }),
    ...(citation === undefined ? {} : { citation }),
  };
}

describe('documents listed in a letter', () => {
  it('groups them by kind, as the model decision does', () => {
    const list = citeDocuments([
      doc('Informatiebericht', 'informatiebericht 2021/82'),
      doc('Werkinstructie', 'werkinstructie 2021/7'),
      doc('Informatiebericht', 'informatiebericht 2021/132'),
      doc('Document', 'het document ‘handelingskader’'),
      doc('Werkinstructie', 'de werkinstructie 2013/04'),
    ]);
    assert.equal(
      list,
      'de informatieberichten 2021/82 en 2021/132, de werkinstructies 2021/7 en 2013/04, alsmede het document ‘handelingskader’',
    );
  });

  it('gets the singular right', () => {
    assert.equal(
      citeDocuments([doc('Informatiebericht', 'informatiebericht 2021/82')]),
      'informatiebericht 2021/82',
    );
    assert.equal(citeDocuments([doc('Document', 'het document ‘A’')]), 'het document ‘A’');
    assert.equal(citeDocuments([doc('Brief', 'brief 1'), doc('Nota', 'nota 2')]), 'brief 1 en nota 2');
  });

  it('uses numbers where there is no citation, or one as long as a title', () => {
    const mail = doc('E-mail');
    const other = doc('E-mail', 'x'.repeat(500));
    assert.equal(citeDocuments([mail]), `de e-mail met nummer ${mail.number}`);
    assert.equal(citeDocuments([mail, other]), `de e-mails met de nummers ${mail.number} en ${other.number}`);
    const unknown = doc('Xyzzyx');
    assert.equal(citeDocuments([unknown]), `het document met nummer ${unknown.number}`);
  });

  it('names a document once', () => {
    const one = doc('Brief', 'brief 1');
    assert.equal(citeDocuments([one, one]), 'brief 1');
  });

  it('points at the inventory when the list would not be read', () => {
    const many = Array.from({ length: 31 }, () => doc('Brief'));
    assert.equal(
      citeDocuments(many, '10.2.e'),
      'de 31 documenten waarbij op de inventarislijst de code 10.2.e staat',
    );
  });

  it('counts kinds', () => {
    assert.equal(countByKind(Array.from({ length: 38 }, () => doc('Werkinstructie'))), '38 werkinstructies');
    assert.equal(countByKind([doc('Brief'), doc('Nota'), doc('Nota')]), "één brief en twee nota's");
    assert.equal(countByKind([doc('Xyzzyx')]), undefined);
  });
});
