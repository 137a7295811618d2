import type { Reason } from './types.ts';

/**
 * Boilerplate that both laws share: their grounds on privacy and on supervision have the same words. The
 * statute itself is not repeated here; the letter quotes it above the reasons.
 */

/** Why insight into the working method defeats it. */
export const WERKWIJZE_TEXT: readonly string[] = [
  'Het gaat om informatie in {documenten}. Die informatie laat zien hoe {bestuursorgaan} te werk gaat bij het horen van aanvragers en bij de beoordeling van hun aanvragen. Daaronder zijn aanwijzingen die alleen voor medewerkers zijn bedoeld, zoals aandachtspunten, indicatoren, voorbeelden en voorbeeldvragen.',
  'Wie deze informatie kent, kan zich gericht op een gehoor voorbereiden en zijn verklaringen of de onderbouwing van zijn aanvraag erop afstemmen, ook wanneer die niet met de werkelijkheid overeenkomen. Verklaringen zijn dan niet meer zorgvuldig en op hun eigen merites te onderzoeken en te beoordelen. De aanwijzingen, die medewerkers juist bij die beoordeling moeten helpen, verliezen daarmee hun waarde.',
];

/** What disclosure does to the assessment of applications. */
export const AANVRAGEN_TEXT: readonly string[] = [
  'In {documenten} staat informatie die wordt gebruikt om aanvragen zorgvuldig te onderzoeken en te beoordelen. Daaruit blijkt ook welk gewicht aan die informatie wordt toegekend. Deze informatie heb ik ook geweigerd in het belang van inspectie, controle en toezicht.',
  'Wordt deze informatie openbaar, dan kunnen aanvragers en anderen hun verklaringen en de onderbouwing van aanvragen erop inrichten. Dat nodigt uit tot berekenend gedrag: wat wordt aangevoerd, is dan niet meer op juistheid te onderzoeken. Niet alleen wordt de informatie zelf onbruikbaar en kan {bestuursorgaan} in de toekomst minder doeltreffend optreden, ook een goede uitvoering van de wet komt in het gedrang.',
];

/** The three reasons on privacy. `consent` is the closing sentence on the consent of people concerned. */
export function personalDataReasons(ground: string, consent: string): readonly Reason[] {
  return [
    {
      id: 'ambtenaren',
      grounds: [ground],
      title: 'Namen en doorkiesnummers van ambtenaren',
      heading: 'Persoonsgegevens van ambtenaren',
      boilerplate: [
        'In de documenten staan namen, doorkiesnummers en andere contactgegevens van ambtenaren. Voor zover het gaat om de manier waarop een ambtenaar zijn werk doet, kan maar in beperkte mate een beroep worden gedaan op het belang van zijn persoonlijke levenssfeer. Voor zijn naam ligt dat anders. Een naam is een persoonsgegeven, en hier gaat het niet om het noemen van een naam aan een burger met wie een ambtenaar te maken heeft, maar om openbaarmaking op grond van de {wet}, dus aan iedereen.',
        'De functies van deze ambtenaren brengen niet mee dat zij uit hoofde van hun werk in de openbaarheid treden. Hun belang om niet voor iedereen met naam bekend te worden, weegt naar mijn oordeel zwaarder dan het algemene belang dat met openbaarmaking van deze gegevens is gediend.',
        'Wat de doorkiesnummers betreft, acht ik het voldoende dat {bestuursorgaan} via een algemeen nummer bereikbaar is. Openbaarmaking van de doorkiesnummers voegt daaraan niets toe.',
        'Ik heb deze gegevens daarom uit de documenten verwijderd. De plaatsen zijn te herkennen aan de code “{code}”.',
      ],
      rules: [],
    },
    {
      id: 'burgers',
      grounds: [ground],
      title: 'Gegevens van personen buiten de overheid',
      heading: 'Persoonsgegevens van personen buiten de overheid',
      boilerplate: [
        'In de documenten staan namen en andere gegevens die te herleiden zijn tot personen buiten de overheid. Dat hun gegevens in een document van de overheid terecht zijn gekomen, betekent niet dat zij erop bedacht hoeven te zijn dat iedereen daarvan kennis kan nemen.',
        `Voor een goed begrip van de documenten zijn deze gegevens niet nodig. Het belang van de betrokkenen bij de eerbiediging van hun persoonlijke levenssfeer weegt daarom zwaarder dan het belang van openbaarmaking. ${consent}`,
        'Ik heb deze gegevens daarom uit de documenten verwijderd. De plaatsen zijn te herkennen aan de code “{code}”.',
      ],
      rules: [],
    },
    {
      id: 'handtekening',
      grounds: [ground],
      title: 'Handtekeningen en parafen',
      heading: 'Handtekeningen en parafen',
      boilerplate: [
        'Handtekeningen en parafen zijn persoonsgegevens. Worden zij openbaar, dan kunnen zij worden nagemaakt en misbruikt. Voor de kennisneming van de inhoud van de documenten zijn zij niet van belang. Het belang van de eerbiediging van de persoonlijke levenssfeer weegt daarom zwaarder dan het belang van openbaarmaking.',
        'Ik heb handtekeningen en parafen daarom uit de documenten verwijderd. De plaatsen zijn te herkennen aan de code “{code}”.',
      ],
      rules: [],
    },
  ];
}

/**
 * A reason that stands or falls with the person's own words: the boilerplate only frames them. `harm` completes
 * "informatie waarvan openbaarmaking naar mijn oordeel …". Absolute grounds leave nothing to weigh.
 */
export function own(id: string, ground: string, title: string, harm: string, absolute = false): Reason {
  const weighing = absolute
    ? 'De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.'
    : 'Het voorkomen daarvan weegt hier zwaarder dan het belang van openbaarmaking.';
  return {
    id,
    grounds: [ground],
    title,
    boilerplate: [
      `In {documenten} staat informatie waarvan openbaarmaking naar mijn oordeel ${harm}. ${weighing}`,
      'De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [{ kind: 'needs-motivation' }],
  };
}
