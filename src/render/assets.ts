import { join } from 'node:path';
import { systemFontFolders } from './pdf/system-fonts.ts';

/** Where the worker reads its files. */
export interface RenderAssets {
  /** `typst_ts_web_compiler_bg.wasm`. */
  readonly typst: string;
  /** Folder of TTF files. */
  readonly fonts: string;
  /** Folders where the machine keeps its fonts, for characters that ours do not have. */
  readonly systemFonts: readonly string[];
  /** Folder of `besluit.typ`. */
  readonly templates: string;
}

/** The layout of `dist/assets`, as it is shipped. */
export function shippedAssets(folder: string): RenderAssets {
  return {
    typst: join(folder, 'typst_ts_web_compiler_bg.wasm'),
    fonts: join(folder, 'fonts'),
    systemFonts: systemFontFolders(),
    templates: join(folder, 'templates'),
  };
}

/** The same files in a checkout, before anything is built. */
export function sourceAssets(root: string): RenderAssets {
  return {
    typst: join(root, 'node_modules/@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm'),
    fonts: join(root, 'media/fonts'),
    systemFonts: systemFontFolders(),
    templates: join(root, 'media/templates'),
  };
}
