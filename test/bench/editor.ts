import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PdfPage } from '../workbench/pdf-page.ts';
import { Workbench } from '../workbench/workbench.ts';
import { textInput } from './inputs.ts';

/** Milliseconds in the editor's page, from the start of its document to the first page, and from key to mark. */
interface EditorFigures {
  readonly firstPage: number;
  readonly keyToMark: readonly number[];
  readonly heapMiB: number;
}

const MARKS = 5;

async function measureEditor(pages: number): Promise<EditorFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'lakmoes-bench-'));
  const name = `tekst-${pages}.pdf`;
  writeFileSync(join(folder, name), (await textInput(pages)).bytes);
  const workbench = await Workbench.open({ source: folder });
  try {
    const pdf = new PdfPage(workbench);
    await workbench.openFile(name);
    await pdf.ready();
    for (let i = 0; i < MARKS; i++) {
      const line = pdf
        .page(1)
        .locator('[data-start]')
        .nth(4 + 3 * i);
      const box = await line.boundingBox();
      if (box === null) throw new Error('a line is not on screen');
      await workbench.page.mouse.dblclick(box.x + 40, box.y + box.height / 2);
      await workbench.press('e');
      await pdf.marks.nth(i).waitFor();
    }
    const frame = await workbench.editorFrame();
    return await frame.evaluate(() => {
      const times = (mark: string): number[] =>
        performance.getEntriesByName(mark).map(({ startTime }) => startTime);
      const shown = times('lakmoes:mark-on-screen');
      const { memory } = performance as unknown as { readonly memory: { readonly usedJSHeapSize: number } };
      return {
        firstPage: times('lakmoes:first-page')[0] ?? Number.NaN,
        keyToMark: times('lakmoes:key').map((key, i) => (shown[i] ?? Number.NaN) - key),
        heapMiB: memory.usedJSHeapSize / 2 ** 20,
      };
    });
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Prints how the editor does on 500 pages, beside one page as the baseline, in the real workbench. */
export async function benchEditor(): Promise<void> {
  console.log('\nEditor in the workbench (times inside its page)');
  await measureEditor(1); // warms the server and the caches up
  const one = await measureEditor(1);
  const many = await measureEditor(500);
  const row = (label: string, a: number, b: number, unit: string): void => {
    console.log(
      `  ${label.padEnd(28)} 1 page ${a.toFixed(0).padStart(6)} ${unit}  500 pages ${b.toFixed(0).padStart(6)} ${unit}  ${(b / a).toFixed(2).padStart(6)} x`,
    );
  };
  row('time to first page', one.firstPage, many.firstPage, 'ms');
  row('key press to mark on screen', median(one.keyToMark), median(many.keyToMark), 'ms');
  row('JavaScript heap of the page', one.heapMiB, many.heapMiB, 'MiB');
}
