import { defineTexts } from '../../core/l10n/language.ts';

/** What the dossier editor's host side says. */
export const texts = defineTexts({
  nl: {
    newer: (name: string) =>
      `${name} is gemaakt met een nieuwere versie van Lakmoes. Werk Lakmoes bij om het te openen; er is niets veranderd.`,
    invalid: (name: string) =>
      `${name} is geen leesbaar dossier. Open het als tekst: het paneel Problemen wijst de plaats aan. Er is niets veranderd.`,
    readOnly:
      'Dit dossier staat op een plaats waar niet geschreven kan worden. U kunt het bekijken, niet wijzigen.',
    notChanged: 'De wijziging is niet gelukt. Probeer het opnieuw.',
    choose: 'Kiezen',
    outside: 'Deze pdf staat niet in de map van het dossier. Zet de pdf daar eerst neer en kies opnieuw.',
  },
  en: {
    newer: (name: string) =>
      `${name} was made with a newer version of Lakmoes. Update Lakmoes to open it; nothing was changed.`,
    invalid: (name: string) =>
      `${name} is not a readable dossier. Open it as text: the Problems panel shows the place. Nothing was changed.`,
    readOnly: 'This dossier is in a place that cannot be written to. You can read it, not change it.',
    notChanged: 'The change did not succeed. Please try again.',
    choose: 'Choose',
    outside: 'This PDF is not in the dossier’s folder. Put it there first and choose again.',
  },
});
