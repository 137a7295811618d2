import { defineTexts } from '../../core/l10n/language.ts';

/** What the preview's host side says. */
export const texts = defineTexts({
  nl: {
    title: (dossier: string) => `Besluit: ${dossier}`,
    unreadable: (name: string) =>
      `Het dossier ${name} kan nu niet worden gelezen. Kijk in het paneel Problemen wat er mis is; het voorbeeld komt vanzelf terug.`,
    notChanged: 'De wijziging is niet gelukt. Probeer het opnieuw.',
    noFile: (number: string) => `Bij document ${number} is geen pdf genoemd. Kies er een in het dossier.`,
  },
  en: {
    title: (dossier: string) => `Decision: ${dossier}`,
    unreadable: (name: string) =>
      `The dossier ${name} cannot be read now. The Problems panel shows what is wrong; the preview comes back by itself.`,
    notChanged: 'The change did not succeed. Please try again.',
    noFile: (number: string) => `Document ${number} names no PDF. Choose one in the dossier.`,
  },
});
