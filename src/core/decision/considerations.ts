import type { Ground, Reason } from '../grounds/types.ts';
import { citeDocuments } from './citations.ts';
import { heading, paragraph, type Gaps, type LawWords } from './drafting.ts';
import { capitalise, dutchDate, enumerate } from './dutch.ts';
import type { DecisionInput } from './input.ts';
import type { Block } from './types.ts';
import { documentsOf, provenance, type Refusal, type Usage } from './usage.ts';

/** What the considerations of all grounds share. */
interface Drafting {
  readonly input: DecisionInput;
  readonly usage: Usage;
  readonly law: LawWords;
  readonly gaps: Gaps;
}

/** The considerations of each ground used, as `[code, blocks]`, in the order of the letter. */
export function considerations(
  input: DecisionInput,
  usage: Usage,
  law: LawWords,
  gaps: Gaps,
): readonly (readonly [string, readonly Block[]])[] {
  return usage.grounds.map((ground) => [ground.code, groundBlocks(ground, { input, usage, law, gaps })]);
}

function groundBlocks(ground: Ground, drafting: Drafting): readonly Block[] {
  const mine = drafting.usage.refusals.filter(({ grounds }) => grounds[0] === ground.code);
  const passages = mine.filter(({ whole }) => !whole);
  const wholes = mine.filter(({ whole }) => whole);
  const { reasons } = drafting.input.groundSet;
  return [
    heading(2, ground.heading ?? ground.title),
    paragraph(rule(ground, drafting.law), { field: `ground.${ground.code}` }),
    ...reasons.flatMap((reason) => reasonBlocks(ground, reason, mine, drafting)),
    ...withoutReason(ground, passages, drafting),
    ...wholeDocuments(ground, wholes, drafting),
    ...besideOthers(ground, drafting),
    ...term(ground, drafting),
    ...residual(ground, drafting),
  ];
}

/** The statute's rule, as one sentence with the statute's own words. */
function rule({ kind, citation, text, code }: Ground, { act, short }: LawWords): string {
  const words = text.replace(/[;.]$/u, '');
  switch (kind) {
    case 'absolute':
      return `Op grond van ${citation} blijft ${act} achterwege voor zover dit ${words}.`;
    case 'relative':
      return weighed(citation, act, words);
    case 'temporary':
    case 'other':
      // Parts of a list of interests start without a capital; whole paragraphs are sentences.
      return /^\p{Ll}/u.test(words)
        ? weighed(citation, act, words)
        : `${capitalise(citation)} luidt: “${words}.”`;
    case 'policy-views':
      return code === '11.1' || code === '5.2.1'
        ? `Op grond van ${citation} wordt bij een verzoek om informatie uit documenten die zijn opgesteld voor intern beraad, geen informatie gegeven over persoonlijke beleidsopvattingen die daarin staan.`
        : `${capitalise(citation)} luidt: “${words}.”`;
    case 'residual':
      return `Op grond van ${citation} kan openbaarmaking in uitzonderlijke gevallen achterwege blijven als zij onevenredige benadeling toebrengt aan een ander belang dan de ${short} in het eerste en tweede lid van dat artikel noemt, en het algemeen belang van openbaarheid niet tegen die benadeling opweegt.`;
  }
}

function weighed(citation: string, act: string, interest: string): string {
  const against = /\bbelang(en)?\b/u.test(interest.split(' ').slice(0, 5).join(' ')) ? '' : 'het belang van ';
  return `Op grond van ${citation} blijft ${act} achterwege voor zover het belang daarvan niet opweegt tegen ${against}${interest}.`;
}

/** A reason's boilerplate, once, and the own words that were added to it. */
function reasonBlocks(
  ground: Ground,
  reason: Reason,
  refusals: readonly Refusal[],
  drafting: Drafting,
): readonly Block[] {
  const covered = refusals.filter((each) => each.reason?.id === reason.id);
  const passages = covered.filter(({ whole }) => !whole);
  if (covered.length === 0) return [];
  const documents = documentsOf(passages.length > 0 ? passages : covered);
  const from = { ...provenance(covered), reason: reason.id };
  const values: Readonly<Record<string, string>> = {
    bestuursorgaan: drafting.input.dossier.authority.shortName,
    documenten: citeDocuments(documents, ground.code),
    code: ground.code,
    wet: drafting.law.short,
  };
  const boilerplate = reason.boilerplate
    .map((text) => fillIn(passages.length > 0 ? text : withoutCodes(text), values))
    .filter((text) => text !== '');
  return [
    ...(reason.heading === undefined ? [] : [heading(3, reason.heading)]),
    ...boilerplate.map((text) => paragraph(text, from)),
    ...motivations(
      passages,
      (which) => `Over de passages in ${which} overweeg ik verder het volgende.`,
      ground.code,
    ),
  ];
}

/** Fills placeholders; what is filled in is text, never read for placeholders again. */
function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  const filled = text.replace(/\{([a-z]+)\}/gu, (whole, key: string) => values[key] ?? whole);
  return capitalise(filled);
}

/** Sentences about boxes and what was taken out say nothing true of a document that is withheld as a whole. */
function withoutCodes(text: string): string {
  return text
    .split(/(?<=\.)\s+/u)
    .filter((sentence) => !/\{code\}|\bde code “|uit de documenten verwijderd/u.test(sentence))
    .join(' ');
}

/** Own words, each text once, with the documents it is about in front. */
function motivations(
  refusals: readonly Refusal[],
  intro: (documents: string) => string,
  code: string,
): readonly Block[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    if (refusal.motivation === undefined) continue;
    groups.set(refusal.motivation, [...(groups.get(refusal.motivation) ?? []), refusal]);
  }
  return [...groups].flatMap(([words, group]) => {
    const from = provenance(group);
    const paragraphs = words.split(/\n\s*\n|\r?\n/u).map((text) => text.trim());
    return [
      paragraph(intro(citeDocuments(documentsOf(group), code)), from),
      ...paragraphs
        .filter((text) => text !== '')
        .map((text): Block => ({ kind: 'paragraph', text, from, own: true })),
    ];
  });
}

function withoutReason(
  ground: Ground,
  passages: readonly Refusal[],
  { usage, gaps }: Drafting,
): readonly Block[] {
  const bare = passages.filter(({ reason }) => reason === undefined);
  const silent = bare.filter(({ motivation }) => motivation === undefined);
  const own = motivations(
    bare,
    (which) => `Over de passages in ${which} die ik op deze grond heb geweigerd, overweeg ik het volgende.`,
    ground.code,
  );
  if (silent.length === 0) return own;
  const from = provenance(silent);
  const where = citeDocuments(documentsOf(silent), ground.code);
  const explained = usage.refusals.some(
    (each) => each.grounds[0] === ground.code && (each.reason !== undefined || each.motivation !== undefined),
  );
  if (explained) {
    const also = `Het voorgaande geldt ook voor de overige passages die ik op deze grond heb geweigerd. Die staan in ${where}.`;
    return [...own, paragraph(also, from)];
  }
  // Algemene wet bestuursrecht 3:46 and, for most grounds, Woo 5.1 lid 3: a refusal without reasons cannot be signed.
  const gap = gaps.fill(
    undefined,
    `motivering.${ground.code}`,
    `motivering van de weigering op grond van ${ground.code}`,
  );
  return [...own, paragraph(`In ${where} heb ik passages op deze grond geweigerd. ${gap}`, from)];
}

function wholeDocuments(ground: Ground, wholes: readonly Refusal[], { gaps }: Drafting): readonly Block[] {
  const [first] = wholes;
  if (!first) return [];
  const documents = documentsOf(wholes);
  const which = citeDocuments(documents, ground.code);
  const rest =
    'Na verwijdering van wat op deze grond niet openbaar kan worden, blijft geen zelfstandig leesbare informatie over.';
  const blocks: Block[] = [
    paragraph(`${capitalise(which)} maak ik in het geheel niet openbaar. ${rest}`, provenance(wholes)),
    ...motivations(wholes, (each) => `Over ${each} overweeg ik het volgende.`, ground.code),
  ];
  const silent = wholes.filter(({ reason, motivation }) => reason === undefined && motivation === undefined);
  if (silent.length > 0) {
    const label = `motivering van de gehele weigering op grond van ${ground.code}`;
    const gap = gaps.fill(undefined, `motivering.geheel.${ground.code}`, label);
    blocks.push(paragraph(gap, provenance(silent)));
  }
  return blocks;
}

/** Where this ground stands beside another that leads: the reasons are under that one. */
function besideOthers(ground: Ground, { usage }: Drafting): readonly Block[] {
  const beside = usage.refusals.filter(({ grounds }) => grounds.indexOf(ground.code) > 0);
  const leading = usage.grounds.filter(({ code }) => beside.some(({ grounds }) => grounds[0] === code));
  if (leading.length === 0) return [];
  const where = enumerate(leading.map((each) => `‘${each.heading ?? each.title}’`));
  const citations = enumerate(leading.map(({ citation }) => citation));
  return [
    paragraph(
      `Ik pas deze grond ook toe in combinatie met ${citations}. De motivering daarvan staat onder het kopje ${where}; de code “${ground.code}” staat dan naast de andere code bij de weggelakte passage.`,
      provenance(beside),
    ),
  ];
}

/** Woo 5.1 lid 4: the requester is told when the information does become public. */
function term(ground: Ground, { input, gaps }: Drafting): readonly Block[] {
  if (ground.kind !== 'temporary') return [];
  const field = `decision.terms.${ground.code}`;
  const date = dutchDate(
    gaps.fill(input.dossier.decision.terms?.[ground.code], field, 'datum openbaarmaking'),
  );
  return [paragraph(`Ik maak deze informatie alsnog openbaar, uiterlijk op ${date}.`, { field })];
}

/** Woo 5.1 lid 5, last sentence. Said only where it is true; a finding holds the export where it is not. */
function residual(ground: Ground, { usage }: Drafting): readonly Block[] {
  if (ground.kind !== 'residual') return [];
  const mine = usage.refusals.filter(({ grounds }) => grounds.includes(ground.code));
  if (mine.some(({ grounds }) => grounds.some((code) => /^5\.1\.[12]\./.test(code)))) return [];
  return [
    paragraph(
      'De informatie die ik op deze grond weiger, heb ik niet ook geweigerd op een grond uit het eerste of tweede lid van artikel 5.1.',
      provenance(mine),
    ),
  ];
}
