import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import writeXlsxFile from 'write-excel-file/node';
import { readTable, TableError } from '../../../../src/render/table/read-table.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('reading spreadsheets', () => {
  it('reads CSV with semicolons, quotes and a byte order mark', async () => {
    const rows = await readTable(text('\uFEFFNr;Titel\r\n1;"Brief; met ""puntkomma"""\r\n'));
    assert.deepEqual(rows.slice(0, 2), [
      ['Nr', 'Titel'],
      ['1', 'Brief; met "puntkomma"'],
    ]);
  });

  it('reads CSV with commas or tabs, and in Windows-1252', async () => {
    assert.deepEqual((await readTable(text('a,b\n1,2')))[1], ['1', '2']);
    assert.deepEqual((await readTable(text('a\tb\n1\t2')))[1], ['1', '2']);
    const latin = Uint8Array.from([...'a;b\n1;caf'].map((c) => c.charCodeAt(0)).concat(0xe9));
    assert.deepEqual((await readTable(latin))[1], ['1', 'café']);
  });

  it('reads the first sheet of an XLSX, dates as ISO', async () => {
    const workbook = writeXlsxFile([
      [{ value: 'Nr' }, { value: 'Datum' }],
      [
        { value: 7, type: Number },
        { value: new Date('2021-03-05T00:00:00Z'), type: Date, format: 'dd-mm-yyyy' },
      ],
    ]);
    const bytes = await workbook.toBuffer();
    assert.deepEqual(await readTable(new Uint8Array(bytes)), [
      ['Nr', 'Datum'],
      ['7', '2021-03-05'],
    ]);
  });

  it('refuses what is no spreadsheet', async () => {
    const broken = Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]);
    await assert.rejects(readTable(broken), TableError);
    await assert.rejects(readTable(Uint8Array.from([0, 1, 2, 3])), TableError);
    await assert.rejects(readTable(new Uint8Array(20_000_001)), { code: 'too-large' });
  });
});
