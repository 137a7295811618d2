import type { TextPlace } from '../diagnostics/types.ts';
import type { Dossier } from '../dossier/types.ts';
import type { DocumentWords } from '../same-text/document-words.ts';
import { occurrencesOf } from '../same-text/occurrences.ts';
import { nameTermsOf, staysReadable, type Term, termOf } from '../same-text/terms.ts';
import { address, mail } from './addresses.ts';
import { flatPage, placeOn } from './flat-page.ts';
import { names } from './names.ts';
import { birthDate, bsn, iban, telephone, vNumber } from './numbers.ts';
import type { DetectContext, DetectionKind, Detector, Subject } from './types.ts';

/** Personal data that a document seems to hold. */
export interface Detection {
  readonly kind: DetectionKind;
  readonly subject: Subject;
  readonly text: string;
  readonly place: TextPlace;
}

/** In this order: where two find the same characters, the first is right. */
const detectors: readonly Detector[] = [bsn, vNumber, iban, birthDate, telephone, mail, address, names];

/** What detectors need of a dossier; all that the body itself has made public stays readable. */
export interface DetectSettings extends DetectContext {
  readonly readable: readonly Term[];
  /** Names that other documents of the dossier gave away. */
  readonly known?: readonly KnownName[];
}

/** A name to look for. */
export interface KnownName {
  readonly text: string;
  readonly subject: Subject;
}

/** The full names among what was found, each once: half a name may be somebody else's in another document. */
export function namesIn(found: readonly Detection[]): readonly KnownName[] {
  const names = new Map<string, KnownName>();
  for (const { kind, text, subject } of found)
    if (kind === 'naam' && nameTermsOf(text).length > 1 && !names.has(text))
      names.set(text, { text, subject });
  return [...names.values()];
}

/** The settings that follow from a dossier. */
export function detectSettings(dossier: Dossier | undefined): DetectSettings {
  const { keepReadable = [], authority, decision } = dossier ?? {};
  const { email, phone } = decision?.handler ?? {};
  const domains = [authority?.website, email?.split('@')[1]]
    .flatMap(
      (text) =>
        text
          ?.toLowerCase()
          .replace(/^(?:https?:\/\/)?(?:www\.)?/u, '')
          .split('/')[0] ?? [],
    )
    .filter((domain) => domain.includes('.'));
  const addresses = [authority?.address, authority?.objectionAddress].flatMap((lines) => lines ?? []);
  const texts = [...keepReadable, ...addresses, ...[email, phone].filter((text) => text !== undefined)];
  return { ownDomains: [...new Set(domains)], readable: texts.flatMap((text) => termOf(text) ?? []) };
}

/**
 * Personal data in a document, in reading order and without overlap. A name that one place gives away is found in
 * all its places. What a person decides about it is another matter: these are suggestions.
 */
export function detect(words: DocumentWords, settings: DetectSettings): readonly Detection[] {
  const found: Detection[] = [];
  const add = (detection: Detection, whole?: string): void => {
    const term = termOf(whole ?? detection.text);
    if (term && staysReadable(term, settings.readable)) return;
    if (!found.some(({ place }) => sharesCharacters(place, detection.place))) found.push(detection);
  };
  for (const page of words.pages) {
    const flat = flatPage(page);
    for (const detector of detectors) {
      for (const { kind, subject, start, end, whole } of detector(flat.text, settings)) {
        const place = placeOn(flat, start, end);
        if (place)
          add(
            { kind, subject, text: flat.text.slice(start, end).replaceAll(/\s+/gu, ' ').trim(), place },
            whole,
          );
      }
    }
  }
  for (const { text, subject } of found.filter(({ kind }) => kind === 'naam')) {
    for (const term of nameTermsOf(text)) {
      for (const { page, start, end } of occurrencesOf(words, term))
        add({ kind: 'naam', subject, text: term.text, place: { page, start, end } });
    }
  }
  for (const { text, subject } of settings.known ?? []) {
    const term = termOf(text);
    for (const { page, start, end } of term ? occurrencesOf(words, term) : [])
      add({ kind: 'naam', subject, text, place: { page, start, end } });
  }
  return found.toSorted((a, b) => a.place.page - b.place.page || a.place.start - b.place.start);
}

function sharesCharacters(a: TextPlace, b: TextPlace): boolean {
  return a.page === b.page && a.start < b.end && b.start < a.end;
}
