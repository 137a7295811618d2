import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { PdfPort } from '../../../src/core/ports/pdf.ts';
import { parseSidecar } from '../../../src/core/sidecar/parse.ts';
import { listedLetters, unshownLetters } from '../../conformance/font-letters.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';

const folder = join(import.meta.dirname, '../../../samples/dossier');

describe('fonts of the sample dossier', function () {
  this.timeout(120_000);
  let port: PdfPort;
  before(() => {
    port = openPdfPort();
  });
  after(() => port.dispose());

  it('list no letter that was removed, as pdf.js reads them', async () => {
    let before = 0;
    let after = 0;
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.pdf'))) {
      const sidecar = join(folder, `${name}.redactions.json`);
      if (!existsSync(sidecar)) continue;
      const parsed = parseSidecar(readFileSync(sidecar, 'utf8'));
      assert.ok(parsed.ok);
      const marks = parsed.value.redactions.map(({ id, page, kind, quads, grounds }) => ({
        id,
        page,
        kind,
        quads,
        codes: grounds,
      }));
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      // What the file itself lists needlessly is no secret of a mark.
      assert.deepEqual(await unshownLetters(bytes), {}, name);
      const { bytes: redacted, report } = await port.redact({
        bytes,
        marks,
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      assert.deepEqual(await unshownLetters(redacted), {}, name);
      assert.equal(report.tellingFonts, 0, name);
      before += await countOf(bytes);
      after += await countOf(redacted);
    }
    // Positive control: some letters stood under marks only.
    assert.ok(after < before - 5, `${before} letters, then ${after}`);
  });
});

async function countOf(bytes: Uint8Array): Promise<number> {
  return [...(await listedLetters(bytes)).values()].reduce((sum, { size }) => sum + size, 0);
}
