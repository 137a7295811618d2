import { dutchDate } from '../decision/dutch.ts';
import type { DecisionModel } from '../decision/types.ts';
import { plain } from '../decision/plain.ts';
import { anonymisedLetter } from './anonymised.ts';
import { diwooXml } from './diwoo.ts';
import type { ExportFolder } from './export-folder.ts';
import { describePdfError } from './failures.ts';
import { titleOf, type Case } from './load-case.ts';
import { texts } from './texts.ts';
import type { ExportRequest } from './types.ts';
import { encodeUtf8 } from './utf8.ts';

const ANONYMISED = 'Besluit (geanonimiseerd)';

/**
 * What is published besides annex 3: the anonymised letter, and metadata for it and for each document. Answers
 * warnings: a letter that cannot be anonymised with proof is left out, it does not hold the rest.
 */
export async function writePublication(
  request: ExportRequest,
  source: Case,
  model: DecisionModel,
  letter: Uint8Array,
  folder: ExportFolder,
): Promise<readonly string[]> {
  const { settings, pdf, signal, language } = request;
  const { box, widthProtection } = settings;
  const warnings: string[] = [];
  try {
    const look = { box, widthProtection, title: model.title };
    const bytes = await anonymisedLetter(letter, plain(source.dossier), pdf, look, signal);
    await folder.write(`${ANONYMISED}.pdf`, bytes);
    await writeMetadata(folder, `${ANONYMISED}.xml`, decisionXml(model, source));
  } catch (error) {
    if (signal?.aborted) throw error;
    warnings.push(texts[language].notAnonymised(describePdfError(error, `${ANONYMISED}.pdf`, language)));
  }
  if (bodyOf(source).body === undefined) warnings.push(texts[language].bodyWithoutIdentifier);
  const byNumber = new Map(source.documents.map((each) => [each.document.number, each]));
  for (const { document, exportName = '' } of model.disclosed) {
    const found = byNumber.get(document.number);
    if (found === undefined) continue;
    const xml = diwooXml(model, {
      ...bodyOf(source),
      identifier: identifier(source, document.number),
      title: titleOf(found),
      kind: document.type?.toLowerCase() ?? 'document',
      ...(document.date === undefined ? {} : { date: document.date }),
      description: `Document ${document.number} bij het besluit van ${dutchDate(model.isoDate ?? '')}`,
      decision: false,
    });
    await writeMetadata(folder, exportName.replace(/\.pdf$/, '.xml'), xml);
  }
  return warnings;
}

function decisionXml(model: DecisionModel, source: Case): string {
  return diwooXml(model, {
    ...bodyOf(source),
    identifier: identifier(source, 'besluit'),
    title: `${model.title}, ${dutchDate(model.isoDate ?? '')}`,
    kind: 'besluit',
    ...(model.isoDate === undefined ? {} : { date: model.isoDate }),
    description: `Besluit van ${model.letterhead.authority} op een verzoek om informatie`,
    decision: true,
  });
}

function bodyOf({ dossier }: Case): { readonly body?: string } {
  const body = dossier.authority.identifier?.trim();
  return body === undefined || body === '' ? {} : { body };
}

function identifier({ dossier }: Case, part: string): string {
  return [dossier.decision.reference, part].filter((each) => each !== undefined && each !== '').join('-');
}

async function writeMetadata(folder: ExportFolder, name: string, xml: string): Promise<void> {
  await folder.write(`Metadata/${name}`, encodeUtf8(xml));
}
