// Threads of e-mail as printed from the mail program: internal mailboxes, direct numbers, a word too many.
import { facesOf, newDocument } from '../kit.ts';
import { Paper } from '../paper.ts';
import type { SampleDocument } from './document.ts';

interface Message {
  readonly from: string;
  readonly to: string;
  readonly copy?: string;
  readonly sent: string;
  readonly lines: readonly string[];
  readonly signature: readonly string[];
}

interface Thread {
  readonly name: string;
  readonly subject: string;
  readonly date: string;
  /** Newest first, as they are printed. */
  readonly messages: readonly Message[];
}

function sample(thread: Thread): SampleDocument {
  return {
    name: thread.name,
    row: {
      title: `E-mailwisseling over ${thread.subject}`,
      citation: `de e-mailwisseling over ${thread.subject}`,
      date: thread.date,
      type: 'E-mail',
      status: 'assessed',
    },
    build: async () => {
      const doc = await newDocument({ title: thread.subject, author: 'Pim Potlood', date: thread.date });
      const paper = new Paper(doc, { faces: await facesOf(doc, 'helvetica'), size: 10 });
      thread.messages.forEach((message, index) => {
        if (index > 0) paper.rule();
        paper.field('Van:', message.from, 70);
        paper.field('Verzonden:', message.sent, 70);
        paper.field('Aan:', message.to, 70);
        if (message.copy) paper.field('CC:', message.copy, 70);
        paper.field('Onderwerp:', `${index < thread.messages.length - 1 ? 'RE: ' : ''}${thread.subject}`, 70);
        paper.gap(10);
        paper.paragraphs(message.lines);
        for (const line of message.signature) paper.line(line);
        paper.gap(8);
      });
      return {
        bytes: await doc.save({ useObjectStreams: false }),
        placed: paper.marks,
        areas: [],
        pages: doc.getPageCount(),
      };
    },
  };
}

export const mails: readonly SampleDocument[] = [
  sample({
    name: 'e-mail-doorlooptijden',
    subject: 'doorlooptijden team Gezin',
    date: '2021-06-15',
    messages: [
      {
        from: '[[ambtenaren|Wessel Verzonnen]]',
        to: '[[mailbox|vraagbaak-gezin]]@dvv.voorbeeld.nl',
        copy: '[[ambtenaren|Floor Fictief]]; [[mailbox|planning-west]]@dvv.voorbeeld.nl',
        sent: 'dinsdag 15 juni 2021 16:42',
        lines: [
          'Dag allen,',
          'Akkoord met het voorstel. Laten we de zaken van voor april als eerste oppakken en de nieuwe aanmeldingen verdelen over Aaburg en Beekdorp. Ik bel morgenochtend met de planning; wie vóór die tijd iets wil meegeven, kan mij bereiken op [[ambtenaren|070 - 000 00 42]].',
          'De cijfers voor de maandrapportage kunnen zo naar de directie. Graag nog wel de toelichting op de piek in mei toevoegen: die hangt samen met de verlenging van de tijdelijke regeling en niet met de bezetting.',
        ],
        signature: ['Groet,', '[[ambtenaren|Wessel]]'],
      },
      {
        from: '[[ambtenaren|Floor Fictief]]',
        to: '[[ambtenaren|Wessel Verzonnen]]',
        copy: '[[mailbox|vraagbaak-gezin]]@dvv.voorbeeld.nl',
        sent: 'dinsdag 15 juni 2021 11:08',
        lines: [
          'Beste [[ambtenaren|Wessel]],',
          'De doorlooptijd is in mei opgelopen tot elf weken. Dat komt vooral doordat 140 zaken wachten op een reactie van de gemeente. Ik stel voor die zaken apart te zetten, zodat ze het beeld niet vertekenen, en twee medewerkers van Beekdorp tijdelijk te laten bijspringen.',
          'Zou jij de planning willen vragen of dat kan? Het mobiele nummer van de piketdienst is [[?ambtenaren|06 - 0000 0088]]; het algemene nummer 070 - 000 00 00 is na vijven niet bezet.',
        ],
        signature: [
          'Met vriendelijke groet,',
          '[[ambtenaren|Floor Fictief]]',
          'beleidsmedewerker team Gezin',
        ],
      },
    ],
  }),
  sample({
    name: 'e-mail-vraag-gemeente',
    subject: 'vraag van een gemeente over een inschrijving',
    date: '2020-12-03',
    messages: [
      {
        from: '[[mailbox|id-controle]]@dvv.voorbeeld.nl',
        to: '[[ambtenaren|Joris Inktpot]]',
        sent: 'donderdag 3 december 2020 09:20',
        lines: [
          'Joris,',
          'We hebben het dossier nagekeken. De akte die de gemeente noemt, is in 2019 al beoordeeld en toen in orde bevonden. [[-|Het gaat om de zaak van de familie die ook in de krant stond.]] Een nieuwe beoordeling is niet nodig, tenzij de gemeente aangeeft waarom zij nu twijfelt.',
          'Als de gemeente wil overleggen, kan dat met [[ambtenaren|Noor Nietbestaand]] op [[ambtenaren|070 - 000 00 63]].',
        ],
        signature: ['Desk Identiteit'],
      },
      {
        from: '[[ambtenaren|Joris Inktpot]]',
        to: '[[mailbox|id-controle]]@dvv.voorbeeld.nl',
        sent: 'woensdag 2 december 2020 14:55',
        lines: [
          'Goedemiddag,',
          'De gemeente Fictiedam vraagt of wij een geboorteakte opnieuw willen bekijken. De ambtenaar van de burgerlijke stand, mevrouw [[burgers|T. Proef-Denkbeeld]], twijfelt aan het stempel. De betrokkene is geboren op [[burgers|31 februari 1991]] en staat sinds 2019 ingeschreven.',
          'Kunnen jullie laten weten of de akte eerder is beoordeeld, en zo ja met welke uitkomst?',
        ],
        signature: ['Dank,', '[[ambtenaren|Joris Inktpot]]', 'tel. [[ambtenaren|070 - 000 00 57]]'],
      },
    ],
  }),
  sample({
    name: 'e-mail-tolkdiensten',
    subject: 'inkoop van tolkdiensten',
    date: '2021-01-21',
    messages: [
      {
        from: '[[ambtenaren|Anneke Papier]]',
        to: '[[mailbox|inkoop-intern]]@dvv.voorbeeld.nl',
        copy: '[[ambtenaren|Lotte Lettertype]]',
        sent: 'donderdag 21 januari 2021 10:31',
        lines: [
          'Beste collega’s,',
          'Tolkbureau De Papegaai heeft het aanbod toegelicht. Voor telefonische tolken rekent het bureau [[bedrijfsgegevens|€ 0,93 per minuut, met een korting van 11 procent vanaf 4.000 uur]]; voor tolken op locatie geldt het gewone tarief. De beschikbaarheid in de avond is nog een punt van aandacht.',
          'Vorige week sprak ik de directeur, de heer [[burgers|Otto Denkbeeldig]]. Hij is bereikbaar via [[?burgers|otto@papegaai.example]] en stuurt de referenties na.',
          'Graag hoor ik voor 1 februari of wij de proef in Cederwijk kunnen beginnen. De locatie zelf ziet geen bezwaren, mits de reistijd van de tolken niet voor onze rekening komt.',
        ],
        signature: ['Groeten,', '[[ambtenaren|Anneke Papier]]', 'locatie Beekdorp'],
      },
    ],
  }),
];
