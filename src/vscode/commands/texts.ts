import { defineTexts } from '../../core/l10n/language.ts';

/** Sentences of the commands. */
export const texts = defineTexts({
  nl: {
    noSidecar: (file: string) =>
      `${file} heeft nog geen markeringen op schijf. Plaats een markering en bewaar; dan is het JSON-bestand er.`,
    noPdf: (file: string) => `De PDF bij ${file} bestaat niet meer.`,
  },
  en: {
    noSidecar: (file: string) =>
      `${file} has no marks on disk yet. Place a mark and save; then the JSON file is there.`,
    noPdf: (file: string) => `The PDF of ${file} no longer exists.`,
  },
});
