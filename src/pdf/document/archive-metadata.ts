import { type PDFDict, PDFName, PDFRawStream, type PDFDocument } from 'pdf-lib';
import { xmpPacket } from '../../core/export/xmp.ts';
import { entry } from '../objects/lookup.ts';
import { textOf } from './text-string.ts';

/**
 * Metadata of a file that archives take: no more than its info dictionary and language say already, and that it is
 * PDF/A-2a and PDF/UA-1. Both have to stand there before.
 */
export function addArchiveMetadata(doc: PDFDocument, info: PDFDict): void {
  const { context, catalog } = doc;
  const data = new TextEncoder().encode(packetOf(catalog, info));
  const stream = PDFRawStream.of(context.obj({ Type: 'Metadata', Subtype: 'XML' }), data);
  catalog.set(PDFName.of('Metadata'), context.register(stream));
}

/** Whether the catalog's metadata are those of {@link addArchiveMetadata} to the byte: they tell nothing new then. */
export function hasArchiveMetadata(catalog: PDFDict, info: PDFDict): boolean {
  const stream = entry(catalog, 'Metadata');
  if (!(stream instanceof PDFRawStream) || stream.dict.has(PDFName.of('Filter'))) return false;
  return Buffer.from(stream.contents).equals(Buffer.from(packetOf(catalog, info), 'utf8'));
}

function packetOf(catalog: PDFDict, info: PDFDict): string {
  const language = textOf(entry(catalog, 'Lang'));
  return xmpPacket({
    title: textOf(entry(info, 'Title')) ?? '',
    producer: textOf(entry(info, 'Producer')) ?? '',
    ...(language === undefined ? {} : { language }),
  });
}
