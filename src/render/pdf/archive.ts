import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib';
import { xmpPacket } from '../../core/export/xmp.ts';
import { srgbProfile } from './srgb-profile.ts';
import { TypstFile } from './typst-file.ts';

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
export function archivePdf(bytes: Uint8Array, facts: ArchiveFacts): Uint8Array {
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const file = new TypstFile(bytes);
  const catalog = file.dict(file.root);
  const date = facts.date === undefined ? undefined : `${facts.date}T00:00:00Z`;
  const { context } = catalog;

  const stamp = date === undefined ? undefined : PDFString.of(`D:${date.replace(/[-:T]|Z$/g, '')}Z`);
  const info = context.obj({
    Title: PDFHexString.fromText(facts.title),
    Author: PDFHexString.fromText(facts.author),
    Creator: PDFString.of(PRODUCER),
    Producer: PDFString.of(PRODUCER),
    ...(stamp === undefined ? {} : { CreationDate: stamp, ModDate: stamp }),
  });
  file.set(info.toString(), file.info);

  const packet = xmpPacket({ ...facts, ...(date === undefined ? {} : { date }), producer: PRODUCER, id });
  const old = catalog.get(PDFName.of('Metadata'));
  if (old instanceof PDFRef) file.remove(old.objectNumber);
  const metadata = file.addStream('/Type/Metadata/Subtype/XML', new TextEncoder().encode(packet), false);
  catalog.set(PDFName.of('Metadata'), PDFRef.of(metadata));

  const profile = file.addStream('/N 3', srgbProfile(), true);
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    RegistryName: PDFString.of('http://www.color.org'),
    DestOutputProfile: PDFRef.of(profile),
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), context.obj(true));
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
  // No suspects is what its absence says; poppler complains of an entry that is false.
  catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict)?.delete(PDFName.of('Suspects'));
  file.set(catalog.toString(), file.root);
  orderByStructure(file, catalog.get(PDFName.of('Pages')));
  return file.write(id);
}

/** Tab order of every page under a node of the page tree. */
function orderByStructure(file: TypstFile, node: unknown): void {
  if (!(node instanceof PDFRef)) return;
  const dict = file.dict(node.objectNumber);
  const kids = dict.lookupMaybe(PDFName.of('Kids'), PDFArray);
  if (kids) {
    for (const kid of kids.asArray()) orderByStructure(file, kid);
    return;
  }
  dict.set(PDFName.of('Tabs'), PDFName.of('S'));
  file.set(dict.toString(), node.objectNumber);
}
