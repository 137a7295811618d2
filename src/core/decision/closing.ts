import { dutchDate } from './dutch.ts';
import { paragraph, type AnnexNames, type Gaps, type LawWords } from './drafting.ts';
import type { DecisionInput } from './input.ts';
import type { Block } from './types.ts';

/** Where the decision is published. Under the Woo that is a duty (3.3 lid 2 k); under the Wob it can be left out. */
export function publicationSection(
  { dossier }: DecisionInput,
  { disclosed }: AnnexNames,
  gaps: Gaps,
): readonly Block[] {
  const { publishedAt } = dossier.decision;
  const text: string[] = [];
  if (disclosed !== undefined) {
    text.push(`De documenten die ik openbaar maak, ontvangt u bij dit besluit (${disclosed}).`);
  }
  if (dossier.law === 'woo' || publishedAt !== undefined) {
    const where = gaps.fill(publishedAt, 'decision.publishedAt', 'website');
    const along = disclosed === undefined ? '' : ' met de documenten die ik openbaar maak';
    text.push(`Een geanonimiseerde versie van dit besluit wordt${along} geplaatst op ${where}.`);
  }
  return text.length === 0 ? [] : [paragraph(text.join(' '), { field: 'decision.publishedAt' })];
}

/** "namens deze," and who signs. */
export function signatoryLines({ dossier }: DecisionInput, gaps: Gaps): readonly string[] {
  const { signatory } = dossier.decision;
  const name = gaps.fill(signatory?.name, 'decision.signatory.name', 'naam ondertekenaar');
  return ['namens deze,', '', '', '', name, ...(signatory?.function ? [signatory.function] : [])];
}

/**
 * How to object: Algemene wet bestuursrecht 6:4 (with whom), 6:5 (what it must hold), 6:7 and 6:8 (six weeks from
 * the day after it was made known), 2:1 (somebody acting for another). The same under Wob and Woo.
 */
export function remediesSection({ dossier }: DecisionInput, gaps: Gaps): readonly Block[] {
  const { authority, decision } = dossier;
  const address = authority.objectionAddress ?? authority.address ?? [];
  const where = gaps.fill(address.join(', '), 'authority.objectionAddress', 'adres voor bezwaar');
  const reference = decision.reference ? ` (kenmerk ${decision.reference})` : '';
  return [
    paragraph(
      'Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken. Uw bezwaarschrift moet zijn ingediend binnen zes weken na de dag waarop dit besluit aan u is verzonden.',
    ),
    paragraph(`Stuur het bezwaarschrift naar ${authority.shortName}, ${where}.`, {
      field: 'authority.objectionAddress',
    }),
    paragraph('Onderteken het bezwaarschrift en vermeld daarin in elk geval:'),
    {
      kind: 'list',
      items: [
        'uw naam en adres;',
        'de datum;',
        `een omschrijving van het besluit waartegen u bezwaar maakt${reference};`,
        'de redenen waarom u het niet eens bent met het besluit.',
      ],
      from: {},
    },
    paragraph(
      'Stuur zo mogelijk een kopie van dit besluit mee. Maakt iemand anders namens u bezwaar, dan moet een schriftelijke machtiging worden meegestuurd. Voor een advocaat is dat niet nodig.',
    ),
  ];
}

/** Who gets a copy. */
export function copiesSection({ dossier }: DecisionInput): readonly Block[] {
  const copies = (dossier.decision.copies ?? []).map((each) => each.trim()).filter((each) => each !== '');
  if (copies.length === 0) return [];
  const from = { field: 'decision.copies' };
  return [
    paragraph('Een afschrift van dit besluit stuur ik aan:', from),
    {
      kind: 'list',
      items: copies.map((each, index) => `${each}${index === copies.length - 1 ? '.' : ';'}`),
      from,
    },
  ];
}

/** Date in full, subject, and what stands in the reference block. */
export function referencesOf({
  dossier,
}: DecisionInput): readonly { readonly label: string; readonly lines: readonly string[] }[] {
  const { decision, request } = dossier;
  const { name, phone, email } = decision.handler ?? {};
  const facts: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['Contactpersoon', [name, phone, email]],
    ['Ons kenmerk', [decision.reference]],
    ['Uw kenmerk', [request.reference]],
    ['Uw verzoek van', [request.date === undefined ? undefined : dutchDate(request.date)]],
  ];
  return facts
    .map(([label, lines]) => ({
      label,
      lines: lines.filter((line): line is string => Boolean(line?.trim())),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** Title of the file and line behind "Betreft". */
export function subjectOf(law: LawWords): string {
  return `Besluit op uw ${law.short}-verzoek`;
}
