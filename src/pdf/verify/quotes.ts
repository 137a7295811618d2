import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib';
import { Needles } from '../document/needles.ts';
import { Secrets, comparable } from '../document/secrets.ts';
import { textOf } from '../document/text-string.ts';
import { entry, nameAt } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';
import { everyObject } from './file-proof.ts';

/** A text that must not be found, and the marks it belongs to. */
export interface Sought {
  readonly text: string;
  readonly markIds: readonly string[];
}

/** One place where a sought text is; `page` (from 0) when only that page's own objects hold it. */
export interface QuoteHit {
  readonly text: string;
  readonly place: 'string' | 'name' | 'content' | 'stream';
  readonly page?: number;
}

/** Streams beyond this are not decoded for the search but searched as they are. */
const MAX_DECODED = 64 << 20;
/** In pixels shorter texts turn up by chance. */
const MIN_IN_BINARY = 8;
/** Names of typefaces and of the trade: a font or a colour profile that carries one tells nothing. */
const TRADE = new Set(
  (
    'adobe apple arial bold bookman bookos calibri cambria candara century comic consolas constantia corbel ' +
    'courier dejavu fonts foundry frutiger futura garamond georgia gill gothic helvetica identity italic ' +
    'liberation light linotype lucida medium microsoft minion monaco monotype myriad narrow noto oblique open ' +
    'optima palatino pro regular rijksoverheid roboto roman rounded sans schoolbook segoe semibold serif ' +
    'source standard symbol tahoma times trebuchet type univers verdana version webdings wingdings'
  ).split(' '),
);

/**
 * Looks for texts in every string, name and decoded stream that the document reaches. `pageText` gives what the
 * text engine reads on a page (from 0) outside the marks; a text that a reader still finds there stays on
 * purpose, and its spelling in that page's content is no leak.
 */
export function searchQuotes(
  doc: PDFDocument,
  texts: readonly string[],
  pageText: (page: number) => string,
): QuoteHit[] {
  return new QuoteSearch(doc, texts, pageText).run();
}

class QuoteSearch {
  private readonly doc: PDFDocument;
  private readonly texts: readonly string[];
  private readonly needles: Needles;
  private readonly secrets: Secrets;
  private readonly pageText: (page: number) => string;
  private readonly read = new Map<number, string>();
  private readonly hits: QuoteHit[] = [];
  private owners: Map<PDFObject, Set<number>> | undefined;

  constructor(doc: PDFDocument, texts: readonly string[], pageText: (page: number) => string) {
    this.doc = doc;
    this.texts = texts;
    this.needles = new Needles(texts);
    this.secrets = new Secrets(texts);
    this.pageText = pageText;
  }

  run(): QuoteHit[] {
    if (this.needles.empty) return [];
    const { context } = this.doc;
    for (const object of everyObject(context, [context.trailerInfo.Root, context.trailerInfo.Info])) {
      if (object instanceof PDFString || object instanceof PDFHexString) this.string(object);
      else if (object instanceof PDFDict) this.names(object);
      else if (object instanceof PDFStream) this.stream(object);
    }
    return this.hits;
  }

  private string(object: PDFString | PDFHexString): void {
    const text = textOf(object);
    const raw = this.needles.allIn(object.asBytes());
    if ((text !== undefined && this.secrets.inText(text)) || raw.size > 0) {
      this.report('string', raw.size > 0 ? raw : this.textsIn(text ?? ''), object);
    }
  }

  /** Keys and values that an author chooses: resources, colourants, states, tags, fonts. */
  private names(dict: PDFDict): void {
    for (const [key, value] of dict.entries()) {
      this.name(key.decodeText(), dict);
      if (GLYPH_NAMES.has(key.decodeText())) continue;
      if (value instanceof PDFName) this.name(value.decodeText(), dict);
      if (value instanceof PDFArray) {
        for (const element of value.asArray())
          if (element instanceof PDFName) this.name(element.decodeText(), dict);
      }
    }
  }

  private name(name: string, holder: PDFDict): void {
    if (STANDARD_NAME.test(name.replace(/\d+$/, '')) || !this.secrets.inText(name)) return;
    const found = [...this.textsIn(name)].filter((text) => !isTrade(text) && !isStandard(text));
    if (found.length > 0) this.report('name', new Set(found), holder);
  }

  private stream(stream: PDFStream): void {
    const kind = kindOf(stream.dict);
    const found = new Set<string>();
    for (const bytes of this.bytesOf(stream, kind)) {
      for (const text of this.needles.allIn(bytes)) found.add(text);
    }
    const meant = [...found].filter((text) => {
      if (kind === 'image' || kind === 'binary') return text.length >= MIN_IN_BINARY && !isTrade(text);
      return kind === 'font' ? !isTrade(text) : true;
    });
    if (meant.length > 0) this.report(kind === 'content' ? 'content' : 'stream', new Set(meant), stream);
  }

  private bytesOf(stream: PDFStream, kind: StreamKind): Uint8Array[] {
    const raw = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
    try {
      const decoded = streamBytes(stream, MAX_DECODED);
      return kind === 'image' && decoded.length > MAX_DECODED / 4 ? [raw] : [decoded];
    } catch {
      return [raw];
    }
  }

  private textsIn(text: string): Set<string> {
    const plain = comparable(text);
    return new Set(
      this.texts.filter((each) => plain.includes(comparable(each)) && comparable(each).length >= 4),
    );
  }

  private report(place: QuoteHit['place'], texts: ReadonlySet<string>, object: PDFObject): void {
    const pages = this.pagesOf(object);
    for (const text of texts) {
      if (place === 'content' && this.staysOn(pages, text)) continue;
      const [page] = pages;
      this.hits.push({ text, place, ...(pages.size === 1 && page !== undefined ? { page } : {}) });
    }
  }

  private staysOn(pages: ReadonlySet<number>, text: string): boolean {
    const plain = comparable(text);
    return [...pages].some((page) => this.readOf(page).includes(plain));
  }

  private readOf(page: number): string {
    const known = this.read.get(page) ?? comparable(this.pageText(page));
    this.read.set(page, known);
    return known;
  }

  /** The pages whose content reaches an object; found out when the first hit needs it. */
  private pagesOf(object: PDFObject): ReadonlySet<number> {
    if (!this.owners) {
      this.owners = new Map();
      for (const [index, page] of this.doc.getPages().entries()) {
        for (const each of reachedByPage(this.doc.context, page.node)) {
          const set = this.owners.get(each) ?? new Set<number>();
          set.add(index);
          this.owners.set(each, set);
        }
      }
    }
    return this.owners.get(object) ?? new Set();
  }
}

function* reachedByPage(context: PDFContext, page: PDFDict): Generator<PDFObject, void> {
  const roots = ['Contents', 'Resources'].map((key) => page.get(PDFName.of(key)));
  yield* everyObject(context, roots);
}

type StreamKind = 'content' | 'image' | 'font' | 'binary' | 'other';

function kindOf(dict: PDFDict): StreamKind {
  const subtype = nameAt(dict, 'Subtype');
  if (subtype === 'Image') return 'image';
  if (subtype === 'Form' || dict.has(PDFName.of('PatternType'))) return 'content';
  if (dict.has(PDFName.of('Length1')) || /^(Type1C|CIDFontType0C|OpenType)$/.test(subtype ?? ''))
    return 'font';
  if (dict.has(PDFName.of('N')) && nameAt(dict, 'Type') === undefined) return 'font';
  if (dict.has(PDFName.of('FunctionType')) || dict.has(PDFName.of('ShadingType'))) return 'binary';
  if (dict.has(PDFName.of('CMapName')) || nameAt(dict, 'Type') !== undefined) return 'other';
  return entry(dict, 'Type') === undefined ? 'content' : 'other';
}

/** Entries whose names are those of glyphs (`Euro`, `hyphen`). */
const GLYPH_NAMES = new Set(['Differences', 'CharSet']);

/** Names of the format itself are short words of letters and digits in the tables of ISO 32000-2. */
const STANDARD_NAME =
  /^(Type|Font|FontDescriptor|FontName|FontFamily|FontBBox|FontFile[23]?|BaseFont|Subtype|Encoding|Widths|FirstChar|LastChar|ToUnicode|DescendantFonts|CIDSystemInfo|CIDToGIDMap|CIDFontType[02]C?|TrueType|Type[013]C?|Page|Pages|Parent|Kids|Count|MediaBox|CropBox|Contents|Resources|Rotate|Annots|StructParents?|Length\d?|Filter|FlateDecode|DCTDecode|DecodeParms|ColorSpace|DeviceRGB|DeviceGray|DeviceCMYK|ICCBased|XObject|Image|Width|Height|BitsPerComponent|Catalog|Outlines|Title|Names|First|Last|Next|Prev|Dest|Rect|Border|Link|Widget|ActualText|StructTreeRoot|StructElem|ParentTree|Lang|MarkInfo|Marked|Form|Matrix|BBox|Group|Transparency|ExtGState|Pattern|Shading|Properties|Ascent|Descent|CapHeight|ItalicAngle|StemV|Flags|XHeight|WinAnsiEncoding|MacRomanEncoding|Differences|Identity-H|Registry|Ordering|Supplement|Figure|Span|Table|Document|Sect|Part|Label|Note|Reference|Caption|Private|Artifact|Background|Layout|Placement|Block|Inline|Start|Center|Middle|After|Before|Normal|Multiply|Screen|Overlay|Darken|Lighten|Color|Luminosity)$/;

function isStandard(text: string): boolean {
  return STANDARD_NAME.test(text);
}

function isTrade(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 && words.every((word) => TRADE.has(word));
}
