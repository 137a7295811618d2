import type { DossierDecision } from '../dossier/types.ts';
import { blockText } from './drafting.ts';
import { textHash } from './text-hash.ts';
import type { Block, OwnWords, Section } from './types.ts';

/** A section as generated, before own words come over it. */
export interface Draft {
  readonly id: string;
  readonly heading?: string;
  readonly blocks: readonly Block[];
}

/** Hash of a section's generated text: what an override is based on. */
export function generatedHash(blocks: readonly Block[]): string {
  return textHash(blocks.map(blockText).join('\n\n'));
}

/**
 * Puts a person's paragraphs in the place of generated ones (headings that a section starts with stay) and own
 * paragraphs behind them. An override is `stale` when the generated text is not the one it was written for.
 */
export function withOwnWords(draft: Draft, { overrides, additions }: DossierDecision): Section {
  const hash = generatedHash(draft.blocks);
  const override = overrides?.[draft.id];
  const stale = override?.basedOn !== undefined && override.basedOn !== hash;
  const [first] = draft.blocks;
  const head = first?.kind === 'heading' ? [first] : [];
  const body =
    override === undefined
      ? draft.blocks
      : [
          ...head,
          ...override.paragraphs.map((text) => ownParagraph(text, `decision.overrides.${draft.id}`, stale)),
        ];
  const added = (additions?.[draft.id] ?? []).map((text) =>
    ownParagraph(text, `decision.additions.${draft.id}`, false),
  );
  return { ...draft, blocks: [...body, ...added], generatedHash: hash };
}

function ownParagraph(text: string, field: string, stale: boolean): Block {
  return { kind: 'paragraph', text, from: { field }, own: true, ...(stale ? { stale } : {}) };
}

/** How each of the own words stands towards the letter as it is now. */
export function ownWordsOf(sections: readonly Section[], decision: DossierDecision): readonly OwnWords[] {
  const hashes = new Map(sections.map(({ id, generatedHash: hash }) => [id, hash]));
  const overrides = Object.entries(decision.overrides ?? {}).map(([section, { basedOn }]): OwnWords => {
    const hash = hashes.get(section);
    const state =
      hash === undefined ? 'orphaned' : basedOn === undefined || basedOn === hash ? 'current' : 'stale';
    return { section, kind: 'override', state };
  });
  const additions = Object.keys(decision.additions ?? {}).map((section): OwnWords => ({
    section,
    kind: 'addition',
    state: hashes.has(section) ? 'current' : 'orphaned',
  }));
  return [...overrides, ...additions];
}
