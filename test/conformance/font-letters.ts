import { PDFDict, PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from 'pdf-lib';
import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Letters by the BaseFont of a font. */
export type LettersByFont = Map<string, Set<string>>;

/** Letters of a file's fonts as pdf.js shows them, page by page. */
export async function shownLetters(bytes: Uint8Array): Promise<LettersByFont> {
  const shown: LettersByFont = new Map();
  const options = { data: bytes.slice(), verbosity: 0, fontExtraProperties: true };
  const document = await getDocument(options).promise;
  try {
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList();
      let letters = new Set<string>();
      fnArray.forEach((operator, i) => {
        const args = argsArray[i] as readonly unknown[];
        if (operator === OPS.setFont) {
          const { name } = page.commonObjs.get(String(args[0])) as { readonly name?: string };
          letters = shown.get(name ?? '') ?? new Set();
          shown.set(name ?? '', letters);
        } else if (operator === OPS.showText) {
          for (const glyph of args[0] as readonly unknown[]) {
            if (typeof glyph === 'object')
              for (const each of (glyph as { unicode: string }).unicode) letters.add(each);
          }
        }
      });
    }
  } finally {
    await document.loadingTask.destroy();
  }
  return shown;
}

/** Letters that the ToUnicode maps of a file's fonts name, each on its own (`bfchar`). */
export async function listedLetters(bytes: Uint8Array): Promise<LettersByFont> {
  const listed: LettersByFont = new Map();
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    const map = object instanceof PDFDict ? object.lookup(PDFName.of('ToUnicode')) : undefined;
    if (!(object instanceof PDFDict) || !(map instanceof PDFRawStream)) continue;
    const text = Buffer.from(decodePDFRawStream(map).decode()).toString('latin1');
    const base = object.lookup(PDFName.of('BaseFont'));
    const name = base instanceof PDFName ? base.decodeText() : '';
    const letters = listed.get(name) ?? new Set();
    listed.set(name, letters);
    for (const [, section] of text.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
      for (const [, target] of section!.matchAll(/<[\da-f]+>\s*<([\da-f]+)>/gi)) {
        for (const each of Buffer.from(target!, 'hex').swap16().toString('utf16le')) letters.add(each);
      }
    }
  }
  return listed;
}

/** What fonts list and no page shows, by font; empty when nothing. */
export async function unshownLetters(bytes: Uint8Array): Promise<Record<string, string>> {
  const shown = await shownLetters(bytes);
  const unshown: Record<string, string> = {};
  for (const [name, letters] of await listedLetters(bytes)) {
    const left = [...letters].filter((letter) => shown.get(name)?.has(letter) !== true);
    if (left.length > 0) unshown[name] = left.join('');
  }
  return unshown;
}
