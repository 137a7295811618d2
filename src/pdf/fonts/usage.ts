import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import { CodesByFont } from '../content/fonts/codes.ts';
import { blankGlyph } from '../content/fonts/font.ts';
import { loadFont } from '../content/fonts/load.ts';
import { readInlineImage } from '../content/inline-image.ts';
import { componentsOf } from '../content/interpreter.ts';
import { Lexer } from '../content/lexer.ts';
import { NameOperand, StringOperand, type Operand } from '../content/operand.ts';
import { ResourceScope } from '../content/resources.ts';
import type { CMapLoader } from '../content/types.ts';
import { arrayAt, dictAt, elements, entry, nameAt, resolve, inheritedResources } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';

const MAX_STREAM = 128_000_000;
const MAX_TOTAL = 512_000_000;
const MAX_OPERATORS = 30_000_000;
const MAX_DEPTH = 32;
/** States that a stream saves and never restores are damage. */
const MAX_SAVED = 512;

/** Content that cannot be gone through: nobody knows what it shows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where content shows text in a font: the last operand of an operator. */
export interface ShowPlace {
  readonly font: PDFDict;
  /** What the content belongs to; of a page its streams are read as one. */
  readonly source: PDFPage | PDFStream;
  readonly content: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Goes through content and notes which codes it shows in which font: pages, forms, pattern cells, soft masks,
 * glyph procedures of Type 3, appearances; invisible text too. Rather too much: what is clipped away, or in a
 * pattern that no cell shows of, counts as shown. Throws `UsageError` where content cannot be read.
 */
export class FontUsage {
  readonly shown = new CodesByFont();
  /** Character ids of composite fonts. */
  readonly cids = new CodesByFont();
  /** Fonts in which readers may see other codes. */
  readonly doubtful = new Set<PDFDict>();
  private readonly context: PDFContext;
  private readonly loadCMap: CMapLoader | undefined;
  private readonly visited = new Map<PDFStream, [PDFDict | undefined, PDFDict | undefined][]>();
  private readonly names = { next: () => '' };
  private readonly glyph = blankGlyph();
  private readonly noteShow: ((place: ShowPlace) => void) | undefined;
  private operators = 0;
  private bytes = 0;

  /** `noteShow`: is told of every place, as often as it is gone through. */
  constructor(context: PDFContext, loadCMap: CMapLoader | undefined, noteShow?: (place: ShowPlace) => void) {
    this.context = context;
    this.loadCMap = loadCMap;
    this.noteShow = noteShow;
  }

  /** Content and annotations of a page. */
  page(page: PDFPage): void {
    this.content(page);
    for (const raw of arrayAt(page.node, 'Annots')?.asArray() ?? []) {
      const annotation = resolve(this.context, raw);
      if (annotation instanceof PDFDict) this.appearances(entry(annotation, 'AP'));
    }
  }

  /** Content of a page, without its annotations. */
  content(page: PDFPage): void {
    const contents = entry(page.node, 'Contents');
    const streams = contents instanceof PDFArray ? elements(contents) : [contents];
    const parts: Uint8Array[] = [];
    for (const stream of streams) if (stream instanceof PDFStream) parts.push(this.decode(stream), LINE_END);
    const content = parts.length === 2 ? parts[0]! : Buffer.concat(parts);
    this.run(page, content, inheritedResources(page.node), undefined, 0);
  }

  /** Any part of an appearance dictionary (ISO 32000-2, 12.5.5). */
  appearances(value: PDFObject | undefined, depth = 0): void {
    if (value instanceof PDFStream) this.form(value, undefined, undefined, 0);
    else if (value instanceof PDFDict && depth < 4) {
      for (const each of value.values()) this.appearances(resolve(this.context, each), depth + 1);
    }
  }

  private decode(stream: PDFStream): Uint8Array {
    let bytes: Uint8Array;
    try {
      bytes = streamBytes(stream, MAX_STREAM);
    } catch {
      throw new UsageError('content that cannot be decoded');
    }
    this.bytes += bytes.length;
    if (this.bytes > MAX_TOTAL) throw new UsageError('too much content');
    return bytes;
  }

  private form(
    stream: PDFStream,
    outer: PDFDict | undefined,
    font: PDFDict | undefined,
    depth: number,
    own = dictAt(stream.dict, 'Resources'),
  ): void {
    const resources = own ?? outer;
    const known = this.visited.get(stream) ?? [];
    if (known.some(([r, f]) => r === resources && f === font)) return;
    if (depth > MAX_DEPTH) throw new UsageError('forms nested too deep');
    known.push([resources, font]);
    this.visited.set(stream, known);
    this.run(stream, this.decode(stream), resources, font, depth);
  }

  private run(
    source: PDFPage | PDFStream,
    bytes: Uint8Array,
    resources: PDFDict | undefined,
    first: PDFDict | undefined,
    depth: number,
  ): void {
    const scope = new ResourceScope(this.context, resources, this.names);
    const lexer = new Lexer(bytes);
    const saved: (PDFDict | undefined)[] = [];
    let font = first;
    let operands: Operand[] = [];
    let [start, end] = [0, 0];
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind === 'operand') {
        operands.push(lexer.operand);
        ({ start, end } = lexer);
        continue;
      }
      if (++this.operators > MAX_OPERATORS) throw new UsageError('too many operators');
      const last = operands.at(-1);
      switch (lexer.operator) {
        case 'Tj':
        case 'TJ':
        case "'":
        case '"':
          if (font && operands.length > 0) this.noteShow?.({ font, source, content: bytes, start, end });
          if (font) this.show(font, last, resources, depth);
          break;
        case 'q':
          if (saved.length < MAX_SAVED) saved.push(font);
          break;
        case 'Q':
          if (saved.length > 0) font = saved.pop();
          break;
        case 'Tf':
          font = fontIn(scope, operands.at(-2));
          break;
        case 'gs':
          font = this.settings(scope, last, font, depth);
          break;
        case 'Do':
        case 'scn':
        case 'SCN':
          this.draw(scope, lexer.operator === 'Do' ? 'XObject' : 'Pattern', last, font, depth);
          break;
        case 'BI': {
          const place = readInlineImage(bytes, lexer.at, (name) =>
            componentsOf(scope.find('ColorSpace', name)),
          );
          if (place) lexer.at = place.end;
          break;
        }
        default:
      }
      if (operands.length > 0) operands = [];
    }
  }

  private show(
    font: PDFDict,
    operand: Operand | undefined,
    resources: PDFDict | undefined,
    depth: number,
  ): void {
    const reader = loadFont(font, this.loadCMap);
    const codes = this.shown.of(font);
    const type3 = nameAt(font, 'Subtype') === 'Type3';
    for (const element of Array.isArray(operand) ? (operand as readonly Operand[]) : [operand]) {
      if (!(element instanceof StringOperand)) continue;
      for (let at = 0; at < element.bytes.length; at += this.glyph.length) {
        reader.read(element.bytes, at, this.glyph);
        const { code, length } = this.glyph;
        if (codes.has(code)) continue;
        codes.add(code);
        this.cids.add(font, this.glyph.cid);
        if (this.glyph.doubtful) this.doubtful.add(font);
        if (type3) this.procedure(font, code, resources, depth);
        this.glyph.length = length;
      }
    }
  }

  /** A glyph procedure of Type 3 may show text in other fonts (ISO 32000-2, 9.6.4). */
  private procedure(font: PDFDict, code: number, outer: PDFDict | undefined, depth: number): void {
    const name = differenceOf(font, code);
    const procedures = dictAt(font, 'CharProcs');
    const stream = name && procedures ? resolve(this.context, procedures.get(name)) : undefined;
    if (stream instanceof PDFStream) {
      this.form(stream, outer, undefined, depth + 1, dictAt(font, 'Resources'));
    }
  }

  private settings(
    scope: ResourceScope,
    operand: Operand | undefined,
    font: PDFDict | undefined,
    depth: number,
  ): PDFDict | undefined {
    const settings = operand instanceof NameOperand ? scope.find('ExtGState', operand.raw) : undefined;
    if (!(settings instanceof PDFDict)) return font;
    const mask = dictAt(settings, 'SMask');
    const group = mask && entry(mask, 'G');
    if (group instanceof PDFStream) this.form(group, scope.dict, font, depth + 1);
    const set = arrayAt(settings, 'Font');
    if (!set) return font;
    const [dict] = elements(set);
    return dict instanceof PDFDict ? dict : undefined;
  }

  private draw(
    scope: ResourceScope,
    kind: 'XObject' | 'Pattern',
    operand: Operand | undefined,
    font: PDFDict | undefined,
    depth: number,
  ): void {
    const object = operand instanceof NameOperand ? scope.find(kind, operand.raw) : undefined;
    if (!(object instanceof PDFStream) || nameAt(object.dict, 'Subtype') === 'Image') return;
    // A pattern's cell starts with a graphics state of its own.
    this.form(object, scope.dict, kind === 'XObject' ? font : undefined, depth + 1);
  }
}

const LINE_END = Uint8Array.of(10);

function fontIn(scope: ResourceScope, operand: Operand | undefined): PDFDict | undefined {
  const found = operand instanceof NameOperand ? scope.find('Font', operand.raw) : undefined;
  return found instanceof PDFDict ? found : undefined;
}

/** The name that Differences give a code. */
function differenceOf(font: PDFDict, wanted: number): PDFName | undefined {
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  return differences && readDifferences(differences).get(wanted);
}

/** Names by code (ISO 32000-2, table 112). */
export function readDifferences(differences: PDFArray): Map<number, PDFName> {
  const names = new Map<number, PDFName>();
  let code = 0;
  for (const element of elements(differences)) {
    if (element instanceof PDFName) names.set(code++, element);
    else if (element instanceof PDFNumber) code = element.asNumber();
  }
  return names;
}
