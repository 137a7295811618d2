/** Language of what the extension itself shows. Law texts and boilerplate of the letter are Dutch always. */
export type Language = 'nl' | 'en';

/** A text: fixed, or made from data. */
export type Text = string | ((...values: never[]) => string);

type SameShape<T extends Record<string, Text>> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K];
};

/** A catalogue in both languages with the same keys and the same parameters. */
export type Texts<T extends Record<string, Text>> = Readonly<Record<Language, SameShape<T>>>;

/**
 * Types a catalogue: a key that is missing in one language, or that takes other values there, does not compile.
 * Use: `const texts = defineTexts({nl: {…}, en: {…}}); texts[language].key(…)`.
 */
export function defineTexts<const T extends Record<string, Text>>(texts: {
  readonly nl: T;
  readonly en: NoInfer<SameShape<T>>;
}): Texts<T> {
  return texts as Texts<T>;
}
