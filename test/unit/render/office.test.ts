import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { describe, it } from 'mocha';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { Readable } from 'node:stream';
import { buildDecision } from '../../../src/core/decision/build.ts';
import type { DecisionModel } from '../../../src/core/decision/types.ts';
import { groundSetFor } from '../../../src/core/grounds/sets.ts';
import { letterDocx } from '../../../src/render/office/docx.ts';
import { inventoryCsv } from '../../../src/render/table/csv.ts';
import { inventoryXlsx } from '../../../src/render/table/xlsx.ts';
import { modelCase } from '../core/decision/model-case.ts';

const { dossier, documents } = modelCase();
const model = buildDecision({ dossier, documents, groundSet: groundSetFor('wob') });

function titled(titles: readonly string[]): DecisionModel {
  const rows = documents
    .slice(0, titles.length)
    .map((each, index) => ({ ...each, document: { ...each.document, title: titles[index] ?? '' } }));
  return buildDecision({
    dossier: { ...dossier, documents: rows.map(({ document }) => document) },
    documents: rows,
    groundSet: groundSetFor('wob'),
  });
}

/** Text of a part, paragraph by paragraph, with its style. */
function paragraphs(xml: string): readonly { readonly style: string; readonly text: string }[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, content = '']) => ({
    style: /<w:pStyle w:val="([^"]+)"/.exec(content)?.[1] ?? '',
    text: [...content.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  }));
}

function part(docx: Uint8Array, name: string): string {
  const bytes = unzipSync(docx)[name];
  assert.ok(bytes, name);
  return strFromU8(bytes);
}

describe('letter as Word file', () => {
  it('has the headings of the model as heading styles', () => {
    const found = paragraphs(part(letterDocx(model), 'word/document.xml'));
    const headings = found.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
    assert.deepEqual(headings, [
      'Wettelijk kader',
      'Besluit',
      'Inventarisatie en wijze van anonimiseren',
      'Overwegingen',
      'Wijze van openbaarmaking',
      'Rechtsmiddelen',
      'Bijlage 1 – Relevante artikelen uit de Wob',
      'Bijlage 2 – Inventarislijst',
      'Bijlage 3 – Documenten die openbaar worden gemaakt',
    ]);
    assert.ok(
      found.some(({ style, text }) => style === 'Heading3' && text === 'Persoonsgegevens van ambtenaren'),
    );
  });

  it('repeats the head of its tables, has every row, and turns the page for annex 2', () => {
    const xml = part(letterDocx(model), 'word/document.xml');
    assert.equal(xml.split('<w:tblHeader/>').length - 1, 2);
    assert.equal(xml.split('<w:tr>').length - 1, 1 + (1 + 370) + (1 + 268));
    assert.equal(xml.split('w:orient="landscape"').length - 1, 1);
  });

  it('is dated by the decision, in Dutch, and the same again', () => {
    const docx = letterDocx(model);
    assert.match(part(docx, 'docProps/core.xml'), /2021-11-30T00:00:00Z/);
    assert.match(part(docx, 'word/styles.xml'), /w:lang w:val="nl-NL"/);
    assert.deepEqual(letterDocx(model), docx);
  });

  it('takes markup and impossible characters for text', () => {
    const xml = part(letterDocx(titled(['<script>&"', 'a\u0000\uD800b', '<w:p/>'])), 'word/document.xml');
    assert.match(xml, /&lt;script&gt;&amp;&quot;/);
    assert.match(xml, /&lt;w:p\/&gt;/);
    assert.doesNotMatch(xml, /[\u0000\uD800]/);
  });
});

describe('inventory as production report', () => {
  it('reads back with the columns of the platform', async () => {
    const rows = await readSheet(Readable.from(Buffer.from(await inventoryXlsx(model))));
    assert.deepEqual(rows[0], [
      'ID',
      'Matter',
      'Family ID',
      'Email Thread ID',
      'Document',
      'File type',
      'Datum',
      'Beoordeling',
      'Opgeschort',
      'Beoordelingsgrond',
      'Toelichting',
      'Publieke link',
      'Gerelateerd ID',
      'Zaaknummer',
    ]);
    assert.equal(rows.length, 371);
    assert.deepEqual(rows[1]?.slice(0, 10), [
      '1',
      'VBZ-2021-0412',
      null,
      null,
      'Voorbeeldstuk 1',
      'pdf',
      '2021-03-15',
      'Deels openbaar',
      null,
      '10.2d; 10.2e; 10.2g',
    ]);
    assert.equal(rows[270]?.[7], 'Reeds openbaar');
    assert.match(String(rows[270]?.[11]), /^https:/);
  });

  it('points at the document that one is a double of by its whole number, and has a day for every date', async () => {
    const rows = model.inventory.slice(0, 2).map((row, index) =>
      index === 0
        ? { ...row, document: { ...row.document, date: '2019' } }
        : {
            ...row,
            judgement: 'duplicate' as const,
            document: { ...row.document, status: 'duplicate' as const, duplicateOf: '1' },
          },
    );
    const sheet = await readSheet(
      Readable.from(Buffer.from(await inventoryXlsx({ ...model, inventory: rows }))),
    );
    assert.equal(sheet[1]?.[6], '2019-01-01');
    assert.deepEqual([sheet[2]?.[9], sheet[2]?.[12]], ['dubbel', 'VBZ-2021-0412-1']);
  });

  it('names its second column as the platform does from 2027 on', async () => {
    const sheet = await readSheet(
      Readable.from(Buffer.from(await inventoryXlsx({ ...model, isoDate: '2027-01-04' }))),
    );
    assert.equal(sheet[0]?.[1], 'Publicatiecontext');
  });

  it('keeps formulas text, and is the same again', async () => {
    const titles = ["=cmd|' /C calc'!A0", '@SUM(A1)', '+1', '-1', '<b>', 'שלום 😀', 'x'.repeat(40_000)];
    const bytes = await inventoryXlsx(titled(titles));
    const rows = await readSheet(Readable.from(Buffer.from(bytes)));
    const read = rows.slice(1).map((row) => row[4]);
    assert.deepEqual(read.slice(0, 6), titles.slice(0, 6));
    assert.equal(String(read[6]).length, 32_767);
    for (const [name, content] of Object.entries(unzipSync(bytes))) {
      if (name.startsWith('xl/worksheets/')) assert.doesNotMatch(strFromU8(content), /<f[ >]/);
    }
    assert.deepEqual(await inventoryXlsx(titled(titles)), bytes);
  });
});

describe('inventory as CSV', () => {
  const read = (bytes: Uint8Array): readonly string[][] =>
    Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: ';', skipEmptyLines: true }).data;

  it('has a byte order mark, semicolons and a row a document', () => {
    const bytes = inventoryCsv(model);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const rows = read(bytes);
    assert.equal(rows.length, 371);
    assert.deepEqual(rows[0], ['Nr.', 'Document', 'Soort', 'Datum', 'Beoordeling', 'Grond', 'Toelichting']);
    assert.deepEqual(rows[1]?.slice(3, 6), ['15-03-2021', 'Deels openbaar', '10.2.d, 10.2.e, 10.2.g']);
  });

  it('lets nothing be a formula, a new cell or a new row', () => {
    const titles = ['=1+1', '+1', '-1', '@x', '  =1', '\t=1', 'a";"b', 'a\r\nb;c', '"=1"'];
    const rows = read(inventoryCsv(titled(titles)));
    assert.equal(rows.length, titles.length + 1);
    for (const row of rows) {
      assert.equal(row.length, 7);
      for (const cell of row) assert.doesNotMatch(cell, /^\s*[=+\-@]/);
    }
    assert.equal(rows[7]?.[1], 'a";"b');
  });
});
