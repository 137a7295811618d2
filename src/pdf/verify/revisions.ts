import type { VerificationProblem } from '../../core/ports/pdf.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import { countRevisions } from './file-proof.ts';

/** Revisions that are looked at; a file with more is told of anyway. */
const MAX_REVISIONS = 20;

/**
 * Older revisions (ISO 32000-2, 7.5.6) that still say something that the newest one does not. A file that was
 * only signed or annotated is no problem.
 */
export function findOldRevisions(
  engine: Engine,
  bytes: Uint8Array,
  newest: EngineDocument,
): VerificationProblem[] {
  if (countRevisions(bytes) < 2) return [];
  const problems: VerificationProblem[] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const ends: number[] = [];
  for (let at = buffer.indexOf('%%EOF'); at >= 0; at = buffer.indexOf('%%EOF', at + 5)) ends.push(at + 5);
  const texts = Array.from({ length: newest.pageCount }, (_, index) => textOf(newest, index));
  for (const end of ends.slice(0, -1).slice(-MAX_REVISIONS)) {
    const pages = changedPages(engine, bytes.subarray(0, end), texts);
    for (const page of pages) {
      problems.push({
        kind: 'old-revision',
        page,
        detail: 'an older revision says more than the newest one',
      });
    }
    if (pages.length > 0) break;
  }
  return problems;
}

/** Pages (from 1) of an older revision with words that the newest has not. */
function changedPages(engine: Engine, bytes: Uint8Array, newest: readonly string[]): number[] {
  try {
    return engine.withDocument(bytes, (old) => {
      const changed: number[] = [];
      for (let index = 0; index < old.pageCount; index++) {
        const now = newest[index];
        if (now === undefined || saysMore(textOf(old, index), now)) changed.push(index + 1);
      }
      return changed;
    });
  } catch {
    // The first part of a linearised file is no document of its own.
    return [];
  }
}

function textOf(document: EngineDocument, index: number): string {
  try {
    return document.withPage(index, (page) =>
      page
        .characters()
        .map((character) => character.text)
        .join(''),
    );
  } catch {
    return '';
  }
}

/** Scripts without spaces: where a line ends there, no word does. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether a text has words that another has not. */
export function saysMore(text: string, other: string): boolean {
  const words = new Set(other.split(/\s+/));
  const whole = other.replace(/\s+/g, '');
  return text.split(/\s+/).some((word) => {
    if (word === '' || words.has(word)) return false;
    return !(UNSPACED.test(word) && whole.includes(word));
  });
}
