import fontkit from '@pdf-lib/fontkit';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  decodePDFRawStream,
  type PDFObject,
} from 'pdf-lib';
import { pictureOf } from '../content/engine.ts';

/** What somebody finds who writes codes of his own in a font of a file that he was given. */
export class Opponent {
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The pixels of a code in the font that the first page calls F1. */
  async pixelsOf(code: string): Promise<Buffer> {
    const doc = await PDFDocument.load(this.bytes, { updateMetadata: false });
    const page = doc.getPage(0).node;
    const text = `BT /F1 40 Tf 50 100 Td <${code}> Tj ET`;
    page.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(text)));
    return Buffer.from(pictureOf(await doc.save({ useObjectStreams: false }), 0, 1).pixels);
  }

  async draws(code: string): Promise<boolean> {
    return (await this.pixelsOf(code)).some((value, i) => i % 4 !== 3 && value < 255);
  }

  /** The letters that the map of that font gives its codes; without one, the names of its encoding. */
  async letters(): Promise<ReadonlyMap<string, string>> {
    const all = await this.everythingOfFont();
    if (!all.includes('beginbfchar')) return this.namedLetters();
    const maps = [...all.matchAll(/beginbfchar(.*?)endbfchar/gs)].map(([, body]) => body!);
    return new Map(
      maps
        .flatMap((body) => [...body.matchAll(/<([\da-f]+)>\s*<([\da-f]{4})>/gi)])
        .map(([, code, point]) => [code!.toLowerCase(), String.fromCharCode(Number.parseInt(point!, 16))]),
    );
  }

  private async namedLetters(): Promise<ReadonlyMap<string, string>> {
    const doc = await PDFDocument.load(this.bytes, { updateMetadata: false });
    const fonts = doc.getPage(0).node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
    const encoding = fonts.lookup(PDFName.of('F1'), PDFDict).lookup(PDFName.of('Encoding'));
    const differences = encoding instanceof PDFDict ? encoding.lookup(PDFName.of('Differences')) : undefined;
    const letters = new Map<string, string>();
    let code = 0;
    for (const each of differences instanceof PDFArray ? differences.asArray() : []) {
      if (each instanceof PDFNumber) code = each.asNumber();
      else if (each instanceof PDFName)
        letters.set((code++).toString(16).padStart(2, '0'), each.decodeText());
    }
    return letters;
  }

  /** Everything that the font F1 of the first page reaches, decoded: dictionaries as text, streams as bytes. */
  async everythingOfFont(): Promise<string> {
    const doc = await PDFDocument.load(this.bytes, { updateMetadata: false });
    const resources = doc.getPage(0).node.Resources()!;
    const seen = new Set<PDFObject>();
    const parts: string[] = [];
    const visit = (object: PDFObject | undefined): void => {
      if (object === undefined || seen.has(object)) return;
      seen.add(object);
      if (object instanceof PDFRef) visit(doc.context.lookup(object));
      else if (object instanceof PDFRawStream) {
        visit(object.dict);
        parts.push(Buffer.from(decodePDFRawStream(object).decode()).toString('latin1'));
      } else if (object instanceof PDFDict) {
        parts.push(object.toString());
        object.values().forEach(visit);
      } else if (object instanceof PDFArray) object.asArray().forEach(visit);
    };
    visit(resources.lookup(PDFName.of('Font'), PDFDict).get(PDFName.of('F1')));
    return parts.join('\n');
  }

  /** The hidden part of the Type 1 program of that font. */
  async type1Program(): Promise<string> {
    const all = await this.everythingOfFont();
    const cipher = Buffer.from(all.slice(all.indexOf('eexec') + 6), 'latin1');
    let r = 55665;
    const plain = cipher.map((byte) => {
      const value = byte ^ (r >> 8);
      r = ((byte + r) * 52845 + 22719) & 0xffff;
      return value;
    });
    return Buffer.from(plain).toString('latin1');
  }

  /** The TrueType program of that font, as fontkit reads it. */
  async trueTypeProgram(): Promise<{ readonly numGlyphs: number; readonly characterSet: readonly number[] }> {
    const doc = await PDFDocument.load(this.bytes, { updateMetadata: false });
    for (const [, object] of doc.context.enumerateIndirectObjects()) {
      const program = object instanceof PDFDict ? object.lookup(PDFName.of('FontFile2')) : undefined;
      if (program instanceof PDFRawStream) return fontkit.create(decodePDFRawStream(program).decode());
    }
    throw new Error('no TrueType program');
  }
}
