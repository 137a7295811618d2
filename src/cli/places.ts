import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PdfPortOptions } from '../pdf/port.ts';
import { shippedAssets, sourceAssets } from '../render/assets.ts';
import type { RenderPortOptions } from '../render/port.ts';

/** Where the workers and their files are, in `dist` as it is shipped and in a checkout. */
export interface Places {
  readonly pdf: Pick<PdfPortOptions, 'workerFile' | 'assets'>;
  readonly render: Pick<RenderPortOptions, 'workerFile' | 'assets'>;
}

/** Finds them from the file that is running. */
export function findPlaces(): Places {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = join(here, 'render-worker.cjs');
  if (existsSync(built)) {
    return {
      pdf: {
        workerFile: join(here, 'pdf-worker.cjs'),
        assets: {
          engine: join(here, 'assets'),
          pdfjs: join(here, 'webview/pdfjs'),
          fonts: join(here, 'assets/fonts'),
        },
      },
      render: { workerFile: built, assets: shippedAssets(join(here, 'assets')) },
    };
  }
  const root = join(here, '../..');
  const modules = join(root, 'node_modules');
  return {
    pdf: {
      workerFile: join(root, 'src/pdf/worker.ts'),
      assets: {
        engine: join(modules, '@embedpdf/pdfium/dist'),
        pdfjs: join(modules, 'pdfjs-dist'),
        fonts: join(root, 'media/fonts'),
      },
    },
    render: { workerFile: join(root, 'src/render/worker.ts'), assets: sourceAssets(root) },
  };
}
