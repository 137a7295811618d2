import { PDFDict, type PDFContext, type PDFObject, type PDFRef, type PDFStream } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { WidthProtection } from '../../core/ports/pdf.ts';
import type { Box } from '../../core/text/characters.ts';
import { streamBytes, StreamError } from '../objects/stream-bytes.ts';
import { CodesByFont } from './fonts/codes.ts';
import type { Edits } from './edits.ts';
import { Layers } from './layers.ts';
import { loadFont } from './fonts/load.ts';
import type { Font } from './fonts/font.ts';
import type { GlyphsRead } from './glyphs-read.ts';
import type { SaidText } from './marked-content.ts';
import type { NameSource, ResourceScope } from './resources.ts';
import type { Bounds, Region } from './region.ts';
import { SharedUses } from './shared-uses.ts';
import type { State } from './state.ts';
import type { CMapLoader, ContentLimits, Gap, ImageCutter, Point, TouchedContent } from './types.ts';
import type { WidenedLines } from './width-protection.ts';
import type { WritingPlace } from './writing-place.ts';

export const DEFAULT_LIMITS: ContentLimits = {
  maxOperators: 4_000_000,
  maxStreamBytes: 128_000_000,
  maxPageBytes: 512_000_000,
  maxDepth: 24,
};

/** One content stream to go through. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly scope: ResourceScope;
  /** Taken over: the caller gives a copy. */
  readonly state: State;
  readonly depth: number;
  /** Where marked content in it belongs; absent for the page itself. */
  readonly stream?: PDFRef | undefined;
}

/** Goes through a content stream and notes what must change in it. */
export type Execute = (run: PageRun, content: Content) => Edits;

/** Ends the work on a page at once: a bound was reached. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

interface Setting {
  readonly context: PDFContext;
  readonly region: Region;
  /** What of the page is seen: its crop box. */
  readonly visible: Bounds;
  readonly images: ImageCutter;
  readonly loadCMap: CMapLoader | undefined;
  readonly limits: ContentLimits;
  readonly execute: Execute;
  readonly clipsCrossing: boolean;
  readonly widthProtection: WidthProtection;
  readonly lines: WidenedLines;
  readonly read: GlyphsRead;
}

/** Everything that streams of one page share while they are gone through. */
export class PageRun {
  readonly context: PDFContext;
  readonly region: Region;
  readonly visible: Bounds;
  readonly images: ImageCutter;
  readonly limits: ContentLimits;
  /** Whether drawing that crosses a mark is clipped to what lies beside it. */
  readonly clipsCrossing: boolean;
  readonly widthProtection: WidthProtection;
  readonly lines: WidenedLines;
  readonly unsupported = new Set<string>();
  readonly gaps: Gap[] = [];
  readonly moved: Quad[] = [];
  /** What went beside the marks: ink of glyphs that others read there, boxes of those that others do not read, drawing. */
  readonly besides: Box[] = [];
  /** Loose boxes of glyphs of vertical writing that went from beside a mark, as some readers find them farther on. */
  readonly elsewhere: Box[] = [];
  /** Loose boxes of glyphs that went with others of their string, for a clip or the edge of the page hides them. */
  readonly unseen: Box[] = [];
  /** Where the string shown last ended, if its last glyph went. */
  cutOff: WritingPlace | undefined;
  /** Where a pattern is drawn otherwise than before, or a slanting picture was cut. */
  readonly redrawn: Box[] = [];
  /** Sequences with ActualText that are open, whatever stream they began in. */
  readonly said: SaidText[] = [];
  readonly read: GlyphsRead;
  readonly shared: SharedUses;
  readonly touched: TouchedContent[] = [];
  /** Codes of the glyphs that went. */
  readonly removed = new CodesByFont();
  /** Streams of Contents that were written anew. */
  readonly written: PDFRef[] = [];
  /** Work that takes an image cutter; done after all streams were read. */
  readonly jobs: (() => Promise<void>)[] = [];
  /** Put new objects in the document; called, in order, only when nothing is unsupported. */
  readonly builders: (() => void)[] = [];
  /** Streams being gone through, against cycles. */
  readonly active = new Set<PDFStream>();
  readonly names: NameSource;
  /** Grows with each removal of any kind. */
  changes = 0;
  /** Grow with each string, path or picture of which something stays, and with each of which nothing does. */
  kept = 0;
  lost = 0;
  /** Whether nothing stayed since the last of which nothing does. */
  isLosing = false;
  /** Whether any text or image was met, marked or not. */
  shown = false;
  /** Whether the page's content may end in another graphics state than it began in. */
  leavesState = false;
  /** Whether a stream was met that draws itself. */
  cyclic = false;
  glyphs = 0;
  cutImages = 0;
  paths = 0;
  private operators = 0;
  private bytes = 0;
  private layers: Layers | undefined;
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
    this.context = setting.context;
    this.region = setting.region;
    this.visible = setting.visible;
    this.images = setting.images;
    this.limits = setting.limits;
    this.clipsCrossing = setting.clipsCrossing;
    this.widthProtection = setting.widthProtection;
    this.lines = setting.lines;
    this.read = setting.read;
    this.shared = new SharedUses(setting.region, setting.visible);
    let serial = 0;
    this.names = { next: () => `Lk${++serial}` };
  }

  execute(content: Content): Edits {
    return this.setting.execute(this, content);
  }

  /** Something stays where it is, on the page, while text moves: it may tell by how much. */
  noteStaying(corners: readonly Point[]): void {
    if (this.lines.text?.isTold(corners)) this.lines.isTold = true;
  }

  /** A run over the same page that leaves no trace, to learn what would be removed. */
  probe(): PageRun {
    const probe = new PageRun(this.setting);
    probe.operators = this.operators;
    probe.bytes = this.bytes;
    for (const stream of this.active) probe.active.add(stream);
    return probe;
  }

  /** Counts what a probe did towards the bounds. */
  charge(probe: PageRun): void {
    this.operators = probe.operators;
    this.bytes = probe.bytes;
  }

  /** Whether something in a layer (an optional content group or membership), if it is in one, is not shown. */
  isOff(layer: PDFObject | undefined): boolean {
    return layer instanceof PDFDict && (this.layers ??= new Layers(this.context)).isOff(layer);
  }

  /** A string, path or picture is met of which something stays, or nothing. */
  noteFate(stays: boolean): void {
    this.isLosing = !stays;
    if (stays) this.kept++;
    else this.lost++;
  }

  countOperator(): void {
    if (++this.operators > this.setting.limits.maxOperators) throw new LimitReached('too many operators');
  }

  font(dict: PDFDict | undefined): Font {
    return loadFont(dict, this.setting.loadCMap);
  }

  /** Decoded content; undefined, and noted as unsupported, when it cannot be decoded. */
  decode(stream: PDFStream): Uint8Array | undefined {
    const { maxStreamBytes, maxPageBytes } = this.setting.limits;
    let bytes = decoded.get(stream);
    try {
      bytes ??= streamBytes(stream, maxStreamBytes);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      if (error.code === 'too-large') throw new LimitReached(error.message);
      this.unsupported.add(`content with ${error.message}`);
      return undefined;
    }
    if (bytes.length < MAX_REMEMBERED) decoded.set(stream, bytes);
    this.bytes += bytes.length;
    if (this.bytes > maxPageBytes) throw new LimitReached('too much content');
    return bytes;
  }
}

/** Small forms, such as letterheads, are drawn on many pages. */
const MAX_REMEMBERED = 65_536;
const decoded = new WeakMap<PDFStream, Uint8Array>();
