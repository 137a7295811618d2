import { defineTexts } from '../../core/l10n/language.ts';

/** Sentences of the commands. */
export const texts = defineTexts({
  nl: {
    noSidecar: (file: string) =>
      `${file} heeft nog geen markeringen op schijf. Plaats een markering en bewaar; dan is het JSON-bestand er.`,
    chooseMark: 'Kies eerst een markering, met een klik of met Tab.',
  },
  en: {
    noSidecar: (file: string) =>
      `${file} has no marks on disk yet. Place a mark and save; then the JSON file is there.`,
    chooseMark: 'Choose a mark first, by a click or with Tab.',
  },
});
