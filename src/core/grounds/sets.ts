import type { Ground, GroundSet, LawId, Reason } from './types.ts';
import { WOB } from './wob.ts';
import { WOO } from './woo.ts';

/** The built-in set of a law, without what a workspace adds. */
export function groundSetFor(law: LawId): GroundSet {
  return law === 'wob' ? WOB : WOO;
}

/** A ground by its canonical code. */
export function findGround(set: GroundSet, code: string): Ground | undefined {
  return set.grounds.find((ground) => ground.code === code);
}

/** A reason by its id. */
export function findReason(set: GroundSet, id: string | undefined): Reason | undefined {
  return id === undefined ? undefined : set.reasons.find((reason) => reason.id === id);
}

/** The reasons that can carry a ground: those with it as main ground first. */
export function reasonsOfGround(set: GroundSet, code: string): readonly Reason[] {
  const main = set.reasons.filter((reason) => reason.grounds[0] === code);
  const beside = set.reasons.filter((reason) => reason.grounds[0] !== code && reason.grounds.includes(code));
  return [...main, ...beside];
}

const MAIL_ADDRESS = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/u;

/**
 * What a key in the editor gives for a selection: for `g` the mailbox reason when the selected text holds an
 * e-mail address. Undefined only for a set whose shortcut names a reason it does not have.
 */
export function usualReason(set: GroundSet, key: 'e' | 'd' | 'g', quote?: string): Reason | undefined {
  const { reason, mailReason } = set.shortcuts[key];
  const id =
    mailReason !== undefined && quote !== undefined && MAIL_ADDRESS.test(quote) ? mailReason : reason;
  return findReason(set, id);
}

/** Codes in the order of the law, each once; codes that the set does not know come last as they were. */
export function sortGrounds(set: GroundSet, codes: Iterable<string>): readonly string[] {
  const wanted = new Set(codes);
  const known = set.grounds.map(({ code }) => code).filter((code) => wanted.has(code));
  const unknown = [...wanted].filter((code) => !known.includes(code));
  return [...known, ...unknown];
}
