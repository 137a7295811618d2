import { defineTexts } from '../l10n/language.ts';

/** Messages of findings: what is wrong, and what to do about it. */
export const texts = defineTexts({
  nl: {
    and: 'en',
    or: 'of',
    groundMissing: 'Deze markering heeft geen weigeringsgrond. Kies een grond of verwijder de markering.',
    withheldGroundMissing: (number: string) =>
      `Document ${number} wordt in zijn geheel geweigerd zonder weigeringsgrond. Vul de grond in.`,
    groundUnknown: (code: string, law: string) =>
      `“${code}” is geen weigeringsgrond van de ${law}. Kies een bestaande grond.`,
    groundSpelling: (code: string, proposal: string) =>
      `“${code}” is niet de vaste schrijfwijze. Maak er ${proposal} van.`,
    groundOtherLaw: (code: string, other: string, law: string, proposals: string) =>
      `${code} is een grond van de ${other}, maar dit dossier valt onder de ${law}.${proposals === '' ? ' Kies een grond van de ' + law + '.' : ` Kies een grond van de ${law}, bijvoorbeeld ${proposals}.`}`,
    noReason: (grounds: string) =>
      `Voor ${grounds} ontbreekt een motivering. Kies een reden of schrijf in eigen woorden waarom deze informatie wordt geweigerd.`,
    reasonNeedsWords: (title: string) =>
      `De reden “${title}” draagt de weigering niet zonder eigen woorden. Schrijf een motivering.`,
    reasonUnknown: (id: string) =>
      `De reden “${id}” bestaat niet in de redenen van dit dossier. Kies een bestaande reden of schrijf een motivering.`,
    reasonOtherGround: (title: string, reasonGrounds: string, grounds: string) =>
      `De reden “${title}” hoort bij ${reasonGrounds}, niet bij ${grounds}. Kies een reden die bij de grond past, of pas de grond aan.`,
    combinationMissing: (title: string, missing: string) =>
      `De reden “${title}” houdt alleen stand samen met ${missing}. Voeg die grond toe of kies een andere reden.`,
    markWithoutQuads:
      'Deze markering bedekt niets: zij heeft geen vlak op de pagina. Verwijder haar en markeer opnieuw.',
    markWithoutArea:
      'Deze markering heeft geen oppervlak, dus er wordt niets gelakt. Verwijder haar en markeer opnieuw.',
    markWithoutQuote:
      'Deze tekstmarkering bedekt geen tekst. Verwijder haar en markeer de tekst of een vlak opnieuw.',
    pageMissing: (page: string, pages: string) =>
      `Deze markering staat op pagina ${page}, maar de pdf heeft ${pages} pagina’s. Verwijder de markering.`,
    outsidePage: (page: string) =>
      `Deze markering valt geheel buiten het zichtbare deel van pagina ${page}. Verwijder haar en markeer opnieuw.`,
    partlyOutside: (page: string) =>
      `Deze markering steekt buiten pagina ${page} uit. Snijd haar bij tot de rand van de pagina.`,
    sourceChanged:
      'De pdf is gewijzigd nadat de markeringen zijn geplaatst. Loop de markeringen na en bevestig daarna dat zij nog kloppen.',
    sourcePagesChanged: (then: string, now: string) =>
      `De pdf is gewijzigd nadat de markeringen zijn geplaatst: toen ${then} pagina’s, nu ${now}. Loop de markeringen na en bevestig daarna dat zij nog kloppen.`,
    overlap: (mine: string, theirs: string) =>
      `Deze markering overlapt een andere met een andere grond (${mine} tegenover ${theirs}). Geef beide dezelfde gronden of verwijder er een.`,
    sameTextHere: (text: string, code: string, pages: string) =>
      `“${text}” is in dit document gemarkeerd${code === '' ? '' : ` (${code})`}, maar staat nog leesbaar op pagina ${pages}. Markeer ook die plaatsen.`,
    sameTextElsewhere: (text: string, code: string, document: string, pages: string) =>
      `“${text}” is in document ${document} gemarkeerd${code === '' ? '' : ` (${code})`}, maar staat hier nog leesbaar op pagina ${pages}. Markeer ook die plaatsen.`,
    placesOnPage: (page: number, count: number) => (count === 1 ? `${page}` : `${page} (${count} keer)`),
    noGround: 'geen grond',
    mailboxWhole:
      'Deze mailbox is in zijn geheel gelakt. De motivering zegt dat het deel achter het apenstaartje leesbaar blijft: snijd de markering af bij het apenstaartje.',
    suggestionDetected: (what: string) => `herkend als ${what}`,
    suggestionSearched: 'gevonden met zoeken',
    suggestionOther: 'nog te beoordelen',
    suggestionOpen: (origin: string) =>
      `Over dit voorstel (${origin}) is nog niet beslist. Accepteer of verwerp het; zolang dat niet is gebeurd, wordt hier niets gelakt.`,
    residualBeside: (others: string) =>
      `5.1.5 mag voor dezelfde informatie niet naast ${others} staan (artikel 5.1, vijfde lid, van de Woo). Houd één van beide over.`,
    residualOverlap: (others: string) =>
      `Deze markering overlapt een andere: 5.1.5 mag voor dezelfde informatie niet naast ${others} staan (artikel 5.1, vijfde lid, van de Woo). Houd één van beide over.`,
    termMissing: (code: string) =>
      `${code} weigert alleen tijdelijk. Vul in het dossier bij het besluit de datum in waarop de informatie alsnog openbaar wordt.`,
    fiveYears: (date: string, code: string) =>
      `Dit document is ouder dan vijf jaar (${date}). Schrijf bij ${code} waarom het belang van de weigering ondanks het tijdsverloop zwaarder weegt (artikel 5.3 van de Woo).`,
    wobTooLate: (date: string) =>
      `Het besluit is van ${date}. Vanaf 1 mei 2022 geldt de Woo, ook voor oudere verzoeken. Zet het dossier over naar de Woo of verbeter de datum.`,
    wooTooEarly: (date: string) =>
      `Het besluit is van ${date}. De Woo geldt pas vanaf 1 mei 2022. Zet het dossier over naar de Wob of verbeter de datum.`,
    dateInvalid: (date: string) => `“${date}” is geen datum. Schrijf de datum als jjjj-mm-dd.`,
    environmentalForbidden: (code: string, article: string) =>
      `${code} geldt niet voor milieu-informatie (${article}). Kies een andere grond.`,
    environmentalOnly: (code: string) =>
      `${code} geldt alleen voor milieu-informatie, en zo is dit document niet aangemerkt. Kies een andere grond of merk het document aan als milieu-informatie.`,
    fileMissing: (number: string, file: string) =>
      `Document ${number}: het bestand “${file}” is er niet. Zet het bestand terug of verbeter de verwijzing.`,
    fileNotNamed: (number: string) =>
      `Document ${number} is beoordeeld, maar er is geen pdf bij genoemd. Noem het bestand of kies een andere status.`,
    fileOutside: (number: string, file: string) =>
      `Document ${number}: “${file}” is geen bestand in de map van het dossier. Zet de pdf in die map en verwijs daarnaar.`,
    fileTwice: (number: string, other: string) =>
      `Document ${number} verwijst naar hetzelfde bestand als document ${other}. Verbeter de verwijzing of merk een van beide aan als dubbel.`,
    numberTwice: (number: string) =>
      `Het nummer ${number} komt meer dan eens voor. Geef elk document een eigen nummer.`,
    pagesUnread: (pages: string) => `Nog niet nagekeken: pagina ${pages}.`,
    fieldMissing: (label: string) =>
      `In het dossier ontbreekt: ${label}. Zonder dit gegeven is de brief niet af.`,
    publicUrlMissing: (number: string) =>
      `Document ${number} is al openbaar, maar niet is vermeld waar. Vul de vindplaats in.`,
    duplicateUnknown: (number: string) =>
      `Document ${number} is aangemerkt als dubbel, maar niet is vermeld van welk ander document. Vul het nummer in.`,
    withheldAndMarked: (number: string) =>
      `Document ${number} wordt in zijn geheel geweigerd, maar heeft ook markeringen. Die komen niet in het besluit.`,
    textStale: (section: string) =>
      `Uw eigen tekst in het onderdeel “${section}” is geschreven bij andere gegevens dan die er nu zijn. Lees de tekst na.`,
    unreadable: (number: string, why: string) => `Document ${number} is niet te lezen: ${why}`,
    quoteDiffers:
      'De tekst onder deze markering is niet meer de tekst die is gemarkeerd. Controleer de plaats van de markering.',
    pictureUncovered:
      'In het beeld van de scan steekt een deel van het gemarkeerde woord buiten de markering. Laat de markering het hele woord bedekken.',
  },
  en: {
    and: 'and',
    or: 'or',
    groundMissing: 'This mark has no ground for refusal. Choose a ground or delete the mark.',
    withheldGroundMissing: (number: string) =>
      `Document ${number} is withheld as a whole without a ground for refusal. Fill in the ground.`,
    groundUnknown: (code: string, law: string) =>
      `“${code}” is not a ground for refusal of the ${law}. Choose an existing ground.`,
    groundSpelling: (code: string, proposal: string) =>
      `“${code}” is not the fixed spelling. Make it ${proposal}.`,
    groundOtherLaw: (code: string, other: string, law: string, proposals: string) =>
      `${code} is a ground of the ${other}, but this dossier falls under the ${law}.${proposals === '' ? ` Choose a ground of the ${law}.` : ` Choose a ground of the ${law}, for instance ${proposals}.`}`,
    noReason: (grounds: string) =>
      `There is no reasoning for ${grounds}. Choose a reason or write in your own words why this information is refused.`,
    reasonNeedsWords: (title: string) =>
      `The reason “${title}” does not carry the refusal without your own words. Write the reasoning.`,
    reasonUnknown: (id: string) =>
      `The reason “${id}” is not among the reasons of this dossier. Choose an existing reason or write the reasoning.`,
    reasonOtherGround: (title: string, reasonGrounds: string, grounds: string) =>
      `The reason “${title}” belongs to ${reasonGrounds}, not to ${grounds}. Choose a reason that fits the ground, or change the ground.`,
    combinationMissing: (title: string, missing: string) =>
      `The reason “${title}” only holds together with ${missing}. Add that ground or choose another reason.`,
    markWithoutQuads: 'This mark covers nothing: it has no area on the page. Delete it and mark again.',
    markWithoutArea: 'This mark has no surface, so nothing is blacked out. Delete it and mark again.',
    markWithoutQuote: 'This text mark covers no text. Delete it and mark the text or an area again.',
    pageMissing: (page: string, pages: string) =>
      `This mark is on page ${page}, but the PDF has ${pages} pages. Delete the mark.`,
    outsidePage: (page: string) =>
      `This mark lies wholly outside the visible part of page ${page}. Delete it and mark again.`,
    partlyOutside: (page: string) => `This mark sticks out of page ${page}. Clip it to the edge of the page.`,
    sourceChanged:
      'The PDF was changed after the marks were placed. Go through the marks and then confirm that they are still right.',
    sourcePagesChanged: (then: string, now: string) =>
      `The PDF was changed after the marks were placed: then ${then} pages, now ${now}. Go through the marks and then confirm that they are still right.`,
    overlap: (mine: string, theirs: string) =>
      `This mark overlaps another with a different ground (${mine} against ${theirs}). Give both the same grounds or delete one.`,
    sameTextHere: (text: string, code: string, pages: string) =>
      `“${text}” is marked in this document${code === '' ? '' : ` (${code})`}, but can still be read on page ${pages}. Mark those places too.`,
    sameTextElsewhere: (text: string, code: string, document: string, pages: string) =>
      `“${text}” is marked in document ${document}${code === '' ? '' : ` (${code})`}, but can still be read here on page ${pages}. Mark those places too.`,
    placesOnPage: (page: number, count: number) => (count === 1 ? `${page}` : `${page} (${count} times)`),
    noGround: 'no ground',
    mailboxWhole:
      'This mailbox is blacked out whole. The reasoning says that the part after the at sign stays readable: cut the mark at the at sign.',
    suggestionDetected: (what: string) => `recognised as ${what}`,
    suggestionSearched: 'found by searching',
    suggestionOther: 'to be judged',
    suggestionOpen: (origin: string) =>
      `Nobody has decided on this suggestion (${origin}) yet. Accept it or reject it; until then nothing is blacked out here.`,
    residualBeside: (others: string) =>
      `5.1.5 may not stand beside ${others} for the same information (article 5.1(5) Woo). Keep one of the two.`,
    residualOverlap: (others: string) =>
      `This mark overlaps another: 5.1.5 may not stand beside ${others} for the same information (article 5.1(5) Woo). Keep one of the two.`,
    termMissing: (code: string) =>
      `${code} refuses for a time only. Fill in the date on which the information becomes public, in the dossier under the decision.`,
    fiveYears: (date: string, code: string) =>
      `This document is more than five years old (${date}). Write with ${code} why the interest in refusal still prevails (article 5.3 Woo).`,
    wobTooLate: (date: string) =>
      `The decision is dated ${date}. From 1 May 2022 the Woo applies, to older requests as well. Move the dossier to the Woo or correct the date.`,
    wooTooEarly: (date: string) =>
      `The decision is dated ${date}. The Woo applies only from 1 May 2022. Move the dossier to the Wob or correct the date.`,
    dateInvalid: (date: string) => `“${date}” is not a date. Write the date as yyyy-mm-dd.`,
    environmentalForbidden: (code: string, article: string) =>
      `${code} does not apply to environmental information (${article}). Choose another ground.`,
    environmentalOnly: (code: string) =>
      `${code} applies to environmental information only, and this document is not marked as such. Choose another ground or mark the document as environmental information.`,
    fileMissing: (number: string, file: string) =>
      `Document ${number}: the file “${file}” is not there. Put the file back or correct the reference.`,
    fileNotNamed: (number: string) =>
      `Document ${number} is assessed, but no PDF is named with it. Name the file or choose another status.`,
    fileOutside: (number: string, file: string) =>
      `Document ${number}: “${file}” is not a file in the folder of the dossier. Put the PDF in that folder and refer to it there.`,
    fileTwice: (number: string, other: string) =>
      `Document ${number} refers to the same file as document ${other}. Correct the reference or mark one of them as a duplicate.`,
    numberTwice: (number: string) =>
      `Number ${number} occurs more than once. Give every document a number of its own.`,
    pagesUnread: (pages: string) => `Not read through yet: page ${pages}.`,
    fieldMissing: (label: string) =>
      `Missing in the dossier: ${label}. Without it the letter is not complete.`,
    publicUrlMissing: (number: string) =>
      `Document ${number} is public already, but it does not say where. Fill in the place.`,
    duplicateUnknown: (number: string) =>
      `Document ${number} is marked as a duplicate, but it does not say of which other document. Fill in the number.`,
    withheldAndMarked: (number: string) =>
      `Document ${number} is withheld as a whole, but has marks as well. They do not appear in the decision.`,
    textStale: (section: string) =>
      `Your own text in the section “${section}” was written with other data than there are now. Read it again.`,
    unreadable: (number: string, why: string) => `Document ${number} cannot be read: ${why}`,
    quoteDiffers: 'The text under this mark is no longer the text that was marked. Check where the mark is.',
    pictureUncovered:
      'In the picture of the scan a part of the marked word is outside the mark. Let the mark cover the whole word.',
  },
});
