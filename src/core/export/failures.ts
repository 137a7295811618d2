import type { Language } from '../l10n/language.ts';
import { PdfError } from '../ports/pdf.ts';
import type { RenderError } from '../ports/render.ts';
import { texts } from './texts.ts';

/** One sentence about a PDF that cannot be handled: the file, what is wrong, what to do. */
export function describePdfError(error: unknown, file: string, language: Language): string {
  return texts[language][error instanceof PdfError ? error.code : 'engine-failed'](file);
}

/** Of a text that is named in a message. */
const LONGEST_QUOTE = 60;

/** One sentence about a letter that cannot be rendered; a template's fault with its line in Typst's own words. */
export function describeRenderError(error: RenderError, language: Language): string {
  const text = texts[language];
  if (error.code === 'timeout') return text.letterTimeout;
  if (error.code === 'unprintable') {
    const characters = error.unprintable.map(({ character }) => `“${character}”`).join(', ');
    const [first] = error.unprintable;
    return text.unprintable(characters, first?.text.slice(0, LONGEST_QUOTE) ?? '');
  }
  const [problem] = error.problems;
  if (error.code !== 'template' || problem === undefined) return text.letterFailed(error.message);
  const place = problem.line === undefined ? '' : text.atLine(String(problem.line));
  return text.templateFault(problem.file, place, problem.message);
}
