import { createHash } from 'node:crypto';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { srgbProfile } from './srgb-profile.ts';
import { xmpPacket } from './xmp.ts';

/** What the archive's metadata says. */
export interface ArchiveFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** ISO date of the decision. */
  readonly date?: string;
}

const PRODUCER = 'Lakmoes';

/**
 * Makes a tagged PDF of Typst one that says it is PDF/A-2a and PDF/UA-1: output intent, XMP identification, the same
 * facts in the info dictionary, file ID, title in the title bar, tab order by structure. The ID is a hash of the
 * content, so the same letter gives the same bytes.
 */
export async function archivePdf(bytes: Uint8Array, facts: ArchiveFacts): Promise<Uint8Array> {
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = document;
  const date = facts.date === undefined ? undefined : `${facts.date}T00:00:00Z`;

  const info = context.obj({
    Title: PDFHexString.fromText(facts.title),
    Author: PDFHexString.fromText(facts.author),
    Creator: PDFString.of(PRODUCER),
    Producer: PDFString.of(PRODUCER),
  });
  if (date !== undefined) {
    const stamp = PDFString.of(`D:${date.replace(/[-:T]|Z$/g, '')}Z`);
    info.set(PDFName.of('CreationDate'), stamp);
    info.set(PDFName.of('ModDate'), stamp);
  }
  replaceInfo(document, info);

  const packet = xmpPacket({ ...facts, ...(date === undefined ? {} : { date }), producer: PRODUCER, id });
  const metadata = context.stream(new TextEncoder().encode(packet), { Type: 'Metadata', Subtype: 'XML' });
  const old = catalog.get(PDFName.of('Metadata'));
  catalog.set(PDFName.of('Metadata'), context.register(metadata));
  if (old !== undefined && 'objectNumber' in old) context.delete(old as never);

  const profile = context.flateStream(srgbProfile(), { N: 3 });
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    RegistryName: PDFString.of('http://www.color.org'),
    DestOutputProfile: context.register(profile),
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), context.obj(true));
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
  for (const page of document.getPages()) page.node.set(PDFName.of('Tabs'), PDFName.of('S'));

  const hex = PDFHexString.of(id);
  context.trailerInfo.ID = context.obj([hex, hex]);
  return document.save({ updateFieldAppearances: false, addDefaultPage: false, objectsPerTick: Infinity });
}

function replaceInfo({ context }: PDFDocument, info: PDFDict): void {
  const old = context.trailerInfo.Info;
  if (old !== undefined && 'objectNumber' in old) context.delete(old as never);
  context.trailerInfo.Info = context.register(info);
}
