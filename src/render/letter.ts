import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionModel } from '../core/decision/types.ts';
import type { LetterOptions } from '../core/ports/render.ts';
import type { RenderAssets } from './assets.ts';
import { archivePdf } from './pdf/archive.ts';
import { coverageOf, drawable, type Coverage } from './pdf/glyphs.ts';
import { TypstCompiler } from './pdf/typst-compiler.ts';
import { TRIAL_LETTER } from './pdf/trial-letter.ts';
import { breakable, letterView, mapTexts } from './pdf/view.ts';

interface Typesetter {
  readonly compiler: TypstCompiler;
  readonly covers: Coverage;
}

/** Sets letters; keeps a compiler warm for the built-in fonts and for the last house style's. */
export class LetterSetter {
  private readonly assets: RenderAssets;
  private builtIn: Promise<Typesetter> | undefined;
  private styled: { readonly key: string; readonly typesetter: Promise<Typesetter> } | undefined;

  constructor(assets: RenderAssets) {
    this.assets = assets;
  }

  async pdf(model: DecisionModel, { style }: LetterOptions): Promise<Uint8Array> {
    const { compiler, covers } = await this.typesetter(style?.fonts ?? []);
    const template = style?.template ?? (await this.builtInTemplate());
    const view = letterView(model);
    const data = mapTexts(view, (text) => breakable(drawable(text, covers)));
    const pdf = compiler.compile(template, data, style?.files);
    const { isoDate } = model;
    return archivePdf(pdf, {
      title: drawable(view.title, covers),
      author: drawable(view.author, covers),
      language: view.lang,
      ...(isoDate === undefined ? {} : { date: isoDate }),
    });
  }

  /** Loads engine and fonts and sets a small letter: the engine compiles its own code at first use. */
  async prepare(): Promise<void> {
    const { compiler } = await this.typesetter([]);
    compiler.compile(await this.builtInTemplate(), TRIAL_LETTER);
  }

  private builtInTemplate(): Promise<string> {
    return readFile(join(this.assets.templates, 'besluit.typ'), 'utf8');
  }

  private typesetter(extra: readonly Uint8Array[]): Promise<Typesetter> {
    if (extra.length === 0) return (this.builtIn ??= this.create([]));
    const key = extra.map(({ length }) => length).join(',');
    if (this.styled?.key !== key) this.styled = { key, typesetter: this.create(extra) };
    return this.styled.typesetter;
  }

  private async create(extra: readonly Uint8Array[]): Promise<Typesetter> {
    const names = (await readdir(this.assets.fonts)).filter((name) => /\.(ttf|otf)$/i.test(name)).sort();
    const own = await Promise.all(names.map((name) => readFile(join(this.assets.fonts, name))));
    const fonts = [...extra, ...own];
    const module = await readFile(this.assets.typst);
    return { compiler: await TypstCompiler.create(module, fonts), covers: coverageOf(fonts) };
  }
}
