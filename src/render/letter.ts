import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionModel } from '../core/decision/types.ts';
import type { LetterOptions, Unprintable } from '../core/ports/render.ts';
import type { RenderAssets } from './assets.ts';
import { archivePdf } from './pdf/archive.ts';
import { coverageOf, drawable, missingFrom, type Coverage } from './pdf/glyphs.ts';
import { fontsFor } from './pdf/system-fonts.ts';
import { TypstCompiler } from './pdf/typst-compiler.ts';
import { TRIAL_LETTER } from './pdf/trial-letter.ts';
import { breakable, letterView, mapTexts, ZERO_WIDTH_SPACE } from './pdf/view.ts';

interface Typesetter {
  readonly compiler: TypstCompiler;
  readonly covers: Coverage;
}

/** Characters that no font draws. */
export class UnprintableError extends Error {
  override readonly name = 'UnprintableError';
  readonly unprintable: readonly Unprintable[];
  constructor(unprintable: readonly Unprintable[]) {
    super(unprintable.map(({ character }) => character).join(' '));
    this.unprintable = unprintable;
  }
}

/** Each character once, with the first text that it stands in. */
function unprintableIn(data: unknown, covers: Coverage): readonly Unprintable[] {
  const found = new Map<string, string>();
  mapTexts(data, (text) => {
    for (const character of missingFrom(text, covers)) {
      if (!found.has(character)) found.set(character, text.replaceAll(ZERO_WIDTH_SPACE, ''));
    }
    return text;
  });
  return [...found].map(([character, text]) => ({ character, text }));
}

/** Sets letters; keeps a compiler warm for the built-in fonts and for the last house style's. */
export class LetterSetter {
  private readonly assets: RenderAssets;
  private builtIn: Promise<Typesetter> | undefined;
  private styled: { readonly key: string; readonly typesetter: Promise<Typesetter> } | undefined;

  constructor(assets: RenderAssets) {
    this.assets = assets;
  }

  /** Rejects with `UnprintableError` where no font that can be found draws a character. */
  async pdf(model: DecisionModel, { style }: LetterOptions): Promise<Uint8Array> {
    const view = letterView(model);
    const data = mapTexts(view, (text) => breakable(drawable(text)));
    const { compiler } = await this.typesetterFor(data, style?.fonts ?? []);
    const template = style?.template ?? (await this.builtInTemplate());
    const pdf = compiler.compile(template, data, style?.files);
    const { isoDate } = model;
    return archivePdf(pdf, {
      title: drawable(view.title),
      author: drawable(view.author),
      language: view.lang,
      ...(isoDate === undefined ? {} : { date: isoDate }),
    });
  }

  /** With fonts of the machine where ours do not have every character: no name is to be lost. */
  private async typesetterFor(data: unknown, own: readonly Uint8Array[]): Promise<Typesetter> {
    const usual = await this.typesetter(own);
    const missing = unprintableIn(data, usual.covers);
    if (missing.length === 0) return usual;
    const wanted = new Set(missing.map(({ character }) => character.codePointAt(0) ?? 0));
    const found = await fontsFor(wanted, this.assets.systemFonts);
    const helped = found.length === 0 ? usual : await this.typesetter([...own, ...found]);
    const left = unprintableIn(data, helped.covers);
    if (left.length > 0) throw new UnprintableError(left);
    return helped;
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
