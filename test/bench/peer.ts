import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { trialRequest } from '../../src/pdf/document/trial.ts';
import { pdfAssets } from '../fixtures/pdf-port.ts';
import type { BenchInput } from './inputs.ts';
import { timed, type Work } from './timed.ts';

/*
 * mupdf (AGPL) is a peer to measure against: it is fetched for a benchmark and used on this machine only, and is
 * neither a dependency nor a part of anything that is shipped.
 */

const VERSION = '1.28.1';

interface MuPage {
  createAnnotation(type: 'Redact'): { setRect(rect: [number, number, number, number]): void };
  applyRedactions(blackBoxes: boolean, imageMethod: number, lineArtMethod: number, textMethod: number): void;
  getTransform(): [number, number, number, number, number, number];
  destroy(): void;
}

interface MuPdf {
  readonly PDFDocument: {
    readonly prototype: object;
    openDocument(
      bytes: Uint8Array,
      type: string,
    ): {
      loadPage(index: number): MuPage;
      saveToBuffer(options: string): { asUint8Array(): Uint8Array };
    };
  };
}

async function load(): Promise<MuPdf> {
  const folder = new URL(`../../.cache/bench/mupdf-${VERSION}/`, import.meta.url).pathname;
  if (!existsSync(join(folder, 'package'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['pack', '--silent', `mupdf@${VERSION}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    execFileSync('tar', ['-xzf', archive], { cwd: folder });
  }
  return (await import(pathToFileURL(join(folder, 'package/dist/mupdf.js')).href)) as MuPdf;
}

type PeerInput = Pick<BenchInput, 'bytes' | 'marks'>;

/** Redacts with mupdf, made ready as the port is: text and pixels removed, line art kept where it only crosses, black boxes. */
export async function peerRedact(inputs: readonly BenchInput[]): Promise<Work> {
  const mupdf = await load();
  const redact = (some: readonly PeerInput[]): number => {
    let outBytes = 0;
    for (const { bytes, marks } of some) {
      const document = mupdf.PDFDocument.openDocument(bytes, 'application/pdf');
      for (const number of new Set(marks.map((m) => m.page))) {
        const page = document.loadPage(number - 1);
        const [a, b, c, d, e, f] = page.getTransform();
        for (const q of marks.filter((m) => m.page === number).flatMap((m) => m.quads)) {
          const xs = [0, 2, 4, 6].map((i) => a * q[i]! + c * q[i + 1]! + e);
          const ys = [0, 2, 4, 6].map((i) => b * q[i]! + d * q[i + 1]! + f);
          page
            .createAnnotation('Redact')
            .setRect([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
        }
        page.applyRedactions(true, 2, 1, 0);
        page.destroy();
      }
      outBytes += document.saveToBuffer('garbage=3,compress').asUint8Array().length;
    }
    return outBytes;
  };
  const font = await readFile(join(pdfAssets.fonts, 'OpenSans-SemiBold.ttf'));
  redact(await Promise.all([true, false].map((isCompact) => trialRequest(font, isCompact))));
  return timed(() => redact(inputs));
}
