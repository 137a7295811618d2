import type { JsonPath } from '../diagnostics/types.ts';
import type { InvalidReason, ParseFailure } from '../model/result.ts';
import { defineTexts, type Language } from './language.ts';

const texts = defineTexts({
  nl: {
    notJson: (file: string) =>
      `“${file}” is geen geldig JSON-bestand. Herstel het bestand of zet een eerdere versie terug; het is niet gewijzigd.`,
    newer: (file: string, version: string) =>
      `“${file}” is gemaakt met een nieuwere versie van Lakmoes (bestandsversie ${version}). Werk Lakmoes bij; het bestand is niet gewijzigd.`,
    invalid: (file: string, place: string, why: string) =>
      `“${file}” klopt niet bij ${place}: ${why}. Herstel dit in het bestand; het is niet gewijzigd.`,
    root: 'het begin',
    missing: () => 'dit gegeven ontbreekt',
    'wrong-type': (detail: string) => `hier hoort iets anders te staan (${detail})`,
    empty: () => 'dit gegeven is leeg',
    'not-finite': () => 'dit is geen bruikbaar getal',
    'too-large': (detail: string) => `dit getal is te groot (${detail})`,
    'not-a-page': (detail: string) => `dit is geen geldig paginanummer of aantal (${detail})`,
    'not-eight-numbers': () => 'een vlak bestaat uit acht getallen',
    'unknown-value': (detail: string) => `deze waarde is onbekend; toegestaan is ${detail}`,
    'duplicate-id': (detail: string) => `het kenmerk “${detail}” komt meer dan eens voor`,
    'too-many': (detail: string) => `dit zijn er meer dan ${detail}`,
    'not-a-date': (detail: string) => `“${detail}” is geen datum`,
  },
  en: {
    notJson: (file: string) =>
      `“${file}” is not a valid JSON file. Repair it or put an earlier version back; it was not changed.`,
    newer: (file: string, version: string) =>
      `“${file}” was made with a newer version of Lakmoes (file version ${version}). Update Lakmoes; the file was not changed.`,
    invalid: (file: string, place: string, why: string) =>
      `“${file}” is not right at ${place}: ${why}. Repair this in the file; it was not changed.`,
    root: 'the beginning',
    missing: () => 'this is missing',
    'wrong-type': (detail: string) => `something else belongs here (${detail})`,
    empty: () => 'this is empty',
    'not-finite': () => 'this is not a usable number',
    'too-large': (detail: string) => `this number is too large (${detail})`,
    'not-a-page': (detail: string) => `this is not a valid page number or count (${detail})`,
    'not-eight-numbers': () => 'a quad has eight numbers',
    'unknown-value': (detail: string) => `this value is unknown; allowed is ${detail}`,
    'duplicate-id': (detail: string) => `the id “${detail}” occurs more than once`,
    'too-many': (detail: string) => `these are more than ${detail}`,
    'not-a-date': (detail: string) => `“${detail}” is not a date`,
  },
});

/** One sentence that names the file, what is wrong with it, where, and what to do. Holds no content of marks. */
export function describeFailure(failure: ParseFailure, file: string, language: Language): string {
  const text = texts[language];
  if (failure.problem === 'not-json') return text.notJson(file);
  if (failure.problem === 'newer-version') return text.newer(file, failure.detail ?? '?');
  const reason: InvalidReason = failure.reason ?? 'wrong-type';
  return text.invalid(file, placeName(failure.path ?? []) || text.root, text[reason](failure.detail ?? ''));
}

/** `redactions[2].quads[0]`, counted from 0 as JSON tools do. */
function placeName(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`))
    .join('');
}
