import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDossier } from '../../src/core/dossier/parse.ts';
import { parseSidecar } from '../../src/core/sidecar/parse.ts';
import { detectionQuality } from '../fixtures/detection.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';

const folder = join(import.meta.dirname, '../../samples/dossier');

/** How many of the sample's personal data are recognised, and how much else is taken for such. */
export async function benchDetection(): Promise<void> {
  const parsed = parseDossier(readFileSync(join(folder, 'zaak.dossier.json'), 'utf8'));
  if (!parsed.ok) throw new Error('The sample dossier cannot be read.');
  const pdf = openPdfPort();
  const { marks, found, suggestions, missed, extra } = await detectionQuality(
    pdf,
    folder,
    parsed.value,
    (file) => {
      const path = join(folder, `${file}.redactions.json`);
      const sidecar = existsSync(path) ? parseSidecar(readFileSync(path, 'utf8')) : undefined;
      return sidecar?.ok === true ? sidecar.value : undefined;
    },
  );
  await pdf.dispose();
  console.log(`personal data in the sample: ${String(found)} of ${String(marks)} marks recognised`);
  console.log(
    `  recall ${(found / marks).toFixed(2)}, precision ${(1 - extra.length / suggestions).toFixed(2)}`,
  );
  console.log(`  missed: ${missed.join('; ')}`);
  console.log(`  suggested besides: ${extra.join('; ')}`);
}
