import type { DossierDocument } from '../dossier/types.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Block, Provenance } from './types.ts';

/** A fact that the dossier does not hold yet. */
export interface Missing {
  readonly field: string;
  readonly label: string;
}

/** Takes down which facts are missing while a letter is drafted. */
export class Gaps {
  private readonly found = new Map<string, Missing>();

  /** The value, or "[label]" where it is missing or blank. */
  fill(value: string | undefined, field: string, label: string): string {
    const text = value?.trim() ?? '';
    if (text !== '') return text;
    this.found.set(field, { field, label });
    return `[${label}]`;
  }

  list(): readonly Missing[] {
    return [...this.found.values()];
  }
}

/** How the letter calls its annexes ("bijlage 2"); one that would be empty does not exist. */
export interface AnnexNames {
  readonly articles?: string;
  readonly inventory?: string;
  readonly disclosed?: string;
}

/** How a law speaks of what it does. */
export interface LawWords {
  /** "Wob". */
  readonly short: string;
  /** "Wet openbaarheid van bestuur". */
  readonly full: string;
  /** "het verstrekken van informatie", as the articles have it. */
  readonly act: string;
}

export function lawWords(set: GroundSet): LawWords {
  const act = set.law === 'wob' ? 'het verstrekken van informatie' : 'het openbaar maken van informatie';
  return { short: set.shortName, full: set.fullName, act };
}

export function paragraph(text: string, from: Provenance = {}): Block {
  return { kind: 'paragraph', text, from };
}

export function heading(level: 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

/** Numbers of documents, each once, in their order. */
export function numbersOf(documents: readonly DossierDocument[]): readonly string[] {
  return [...new Set(documents.map(({ number }) => number))];
}

/** All words of blocks, for hashing and searching. */
export function blockText(block: Block): string {
  return block.kind === 'list' ? block.items.join('\n') : block.text;
}
