import { parseArgs } from 'node:util';
import type { Language } from '../core/l10n/language.ts';
import type { LawId } from '../core/grounds/types.ts';
import type { BoxStyle, WidthProtection } from '../core/ports/pdf.ts';
import { Unusable } from './context.ts';
import { texts } from './texts.ts';

/** What was typed, checked. */
export interface Options {
  readonly command: string | undefined;
  readonly input: string | undefined;
  readonly help: boolean;
  readonly json: boolean;
  readonly out: string | undefined;
  readonly sidecar: string | undefined;
  readonly template: string | undefined;
  readonly combined: boolean;
  readonly letterOnly: boolean;
  readonly format: 'text' | 'json' | 'sarif';
  readonly law: LawId | undefined;
  readonly box: BoxStyle;
  readonly widthProtection: WidthProtection;
  readonly language: Language;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  combined: { type: 'boolean' },
  'letter-only': { type: 'boolean' },
  out: { type: 'string' },
  sidecar: { type: 'string' },
  template: { type: 'string' },
  format: { type: 'string' },
  law: { type: 'string' },
  look: { type: 'string' },
  code: { type: 'string' },
  'width-protection': { type: 'string' },
  language: { type: 'string' },
} as const;

/** Throws `Unusable` on an option or value that does not exist. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = read(args);
  const language = oneOf('language', values.language, ['nl', 'en'], 'nl', 'nl');
  const pick = <Value extends string>(
    option: keyof typeof values,
    allowed: readonly Value[],
    usual: Value,
  ): Value => oneOf(option, values[option], allowed, usual, language);
  const [command, input, ...rest] = positionals;
  if (rest.length > 0) throw new Unusable(texts[language].badOption(rest.join(' ')));
  return {
    command,
    input,
    language,
    help: values.help ?? false,
    json: values.json ?? false,
    combined: values.combined ?? false,
    letterOnly: values['letter-only'] ?? false,
    out: values.out,
    sidecar: values.sidecar,
    template: values.template,
    format: pick('format', ['text', 'json', 'sarif'], values.json ? 'json' : 'text'),
    law: values.law === undefined ? undefined : pick<LawId>('law', ['wob', 'woo'], 'woo'),
    box: {
      look: pick('look', ['black', 'white'], 'black'),
      code: pick('code', ['inside', 'beside', 'none'], 'inside'),
    },
    widthProtection: pick('width-protection', ['off', 'standard', 'strict'], 'standard'),
  };
}

function read(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Node tells which it is between quotes, in English.
    const message = error instanceof Error ? error.message : String(error);
    throw new Unusable(texts[languageIn(args)].badOption(/'(-[^' ]*)/.exec(message)?.[1] ?? args.join(' ')));
  }
}

/** The language that was asked for, as far as the options can be read at all. */
function languageIn(args: readonly string[]): Language {
  return /--language[= ]en\b/.test(args.join(' ')) ? 'en' : 'nl';
}

function oneOf<Value extends string>(
  option: string,
  value: string | boolean | undefined,
  allowed: readonly Value[],
  usual: Value,
  language: Language,
): Value {
  if (value === undefined) return usual;
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new Unusable(texts[language].badValue(option, String(value), allowed.join(', ')));
  }
  return found;
}
