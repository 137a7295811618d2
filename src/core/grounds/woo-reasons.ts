import { AANVRAGEN_TEXT, own, personalDataReasons, WERKWIJZE_TEXT } from './shared-reasons.ts';
import type { Reason } from './types.ts';

const CODE = 'De geweigerde passages zijn te herkennen aan de code “{code}”.';

/**
 * Reasons under the Woo. What Wob 10 lid 2 g carried is split here: hindrance to the body itself goes to
 * 5.1 lid 2 i; 5.1 lid 5 is left for other interests, since it may not stand beside lid 1 or lid 2 on the same
 * information.
 */
export const WOO_REASONS: readonly Reason[] = [
  ...personalDataReasons('5.1.2.e', 'Mij is niet gebleken dat zij met openbaarmaking hebben ingestemd.'),
  {
    id: 'bsn',
    grounds: ['5.1.1.e'],
    title: 'Burgerservicenummers en andere wettelijke identificatienummers',
    boilerplate: [
      'In de documenten staan nummers die bij wettelijk voorschrift zijn aangewezen om personen te identificeren, zoals het burgerservicenummer. Van deze nummers is niet te zeggen dat verstrekking kennelijk geen inbreuk maakt op de levenssfeer. De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.',
      'De plaatsen waar een nummer is verwijderd, zijn te herkennen aan de code “{code}”.',
    ],
    rules: [],
  },
  {
    id: 'werkwijze',
    grounds: ['5.1.2.d'],
    title: 'Inzicht in de werkwijze',
    boilerplate: [
      ...WERKWIJZE_TEXT,
      `Het belang van inspectie, controle en toezicht weegt hier daarom zwaarder dan het belang van openbaarmaking. ${CODE}`,
    ],
    rules: [],
  },
  {
    id: 'aanvragen',
    grounds: ['5.1.2.i', '5.1.2.d'],
    title: 'Beoordeling van aanvragen (met 5.1.2.d)',
    boilerplate: [
      ...AANVRAGEN_TEXT,
      'Daarmee raakt openbaarmaking het goed functioneren van {bestuursorgaan} als zodanig. Dat belang weegt naar mijn oordeel zwaarder dan het belang van openbaarmaking.',
      'De geweigerde passages zijn te herkennen aan de code “5.1.2.i”, in combinatie met de code “5.1.2.d”.',
    ],
    rules: [{ kind: 'together-with', grounds: ['5.1.2.d'] }],
  },
  {
    id: 'mailbox',
    grounds: ['5.1.2.i'],
    title: 'Interne mailboxen (domein blijft leesbaar)',
    boilerplate: [
      'Enkele documenten bevatten e-mailadressen van interne mailboxen van {bestuursorgaan} of van andere overheidsorganisaties. Die adressen zijn bestemd voor onderling verkeer en niet voor berichten van buiten. Worden zij openbaar, dan is niet uit te sluiten dat anderen ze toch gaan gebruiken. De hinder die de gebruikers van de mailboxen daarvan kunnen hebben, gaat ten koste van het goed functioneren van de organisaties waarvoor zij werken. Dat belang weegt naar mijn oordeel zwaarder dan het algemene belang dat met openbaarheid van deze adressen is gediend.',
      'Ik maak deze adressen daarom niet volledig openbaar. Alleen het deel vóór het apenstaartje is weggelakt en voorzien van de code “{code}”; het deel daarachter is leesbaar gebleven.',
    ],
    rules: [{ kind: 'keep-mail-domain' }],
  },
  {
    id: 'beleidsopvatting',
    grounds: ['5.2.1'],
    title: 'Persoonlijke beleidsopvattingen in intern beraad',
    boilerplate: [
      'Het gaat om informatie in {documenten}. Die is opgesteld ten behoeve van intern beraad en bevat ambtelijke adviezen, visies, standpunten of overwegingen ten behoeve van dat beraad. Dat zijn persoonlijke beleidsopvattingen. Feiten, prognoses, beleidsalternatieven, de gevolgen daarvan en andere onderdelen met een overwegend objectief karakter heb ik niet op deze grond geweigerd, tenzij zij zo met de opvattingen zijn verweven dat zij daarvan niet zijn te scheiden.',
      'Wie aan intern beraad deelneemt, moet vrijuit van gedachten kunnen wisselen. Ik zie in het belang van een goede en democratische bestuursvoering geen aanleiding om over deze opvattingen in niet tot personen herleidbare vorm informatie te verstrekken.',
      CODE,
    ],
    rules: [],
  },
  {
    id: 'beleidsopvatting-herleidbaar',
    grounds: ['5.2.2'],
    title: 'Opvattingen openbaar, maar niet herleidbaar tot personen',
    boilerplate: [
      'Over de persoonlijke beleidsopvattingen in {documenten} verstrek ik met het oog op een goede en democratische bestuursvoering informatie in een vorm die niet tot personen is te herleiden. Wat een opvatting aan een persoon verbindt, heb ik daarom verwijderd. Mij is niet gebleken dat de betrokkenen hebben ingestemd met verstrekking in een vorm die wel tot hen is te herleiden.',
      CODE,
    ],
    rules: [],
  },
  own(
    'kroon',
    '5.1.1.a',
    'Eenheid van de Kroon',
    'de eenheid van de Kroon in gevaar zou kunnen brengen',
    true,
  ),
  own(
    'staatsveiligheid',
    '5.1.1.b',
    'Veiligheid van de Staat',
    'de veiligheid van de Staat zou kunnen schaden',
    true,
  ),
  {
    id: 'bedrijfsgegevens',
    grounds: ['5.1.1.c'],
    title: 'Vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens',
    boilerplate: [
      'In {documenten} staan gegevens waaruit wetenswaardigheden zijn af te leiden over de technische bedrijfsvoering, het productieproces, de afzet van producten of de kring van afnemers en leveranciers. Deze gegevens zijn vertrouwelijk aan de overheid meegedeeld. De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  {
    id: 'bijzondere-persoonsgegevens',
    grounds: ['5.1.1.d'],
    title: 'Bijzondere en strafrechtelijke persoonsgegevens',
    boilerplate: [
      'In {documenten} staan persoonsgegevens die de wet bijzondere bescherming geeft. De betrokkenen hebben geen uitdrukkelijke toestemming gegeven voor openbaarmaking en hebben deze gegevens niet kennelijk zelf openbaar gemaakt. De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  own(
    'internationale-betrekkingen',
    '5.1.2.a',
    'Internationale betrekkingen',
    'de betrekkingen van Nederland met andere landen en staten of met internationale organisaties schaadt',
  ),
  own(
    'financiele-belangen',
    '5.1.2.b',
    'Economische of financiële belangen',
    'de economische of financiële belangen van de Staat of van andere overheden schaadt',
  ),
  own(
    'opsporing',
    '5.1.2.c',
    'Opsporing en vervolging',
    'de opsporing of vervolging van strafbare feiten schaadt',
  ),
  own(
    'toezicht',
    '5.1.2.d',
    'Inspectie, controle en toezicht, eigen motivering',
    'de inspectie, de controle of het toezicht door bestuursorganen schaadt',
  ),
  own(
    'levenssfeer',
    '5.1.2.e',
    'Persoonlijke levenssfeer, eigen motivering',
    'de persoonlijke levenssfeer van de betrokkenen aantast',
  ),
  own(
    'concurrentie',
    '5.1.2.f',
    'Concurrentiegevoelige gegevens',
    'concurrentiegevoelige bedrijfs- en fabricagegegevens prijsgeeft die niet vertrouwelijk aan de overheid zijn meegedeeld',
  ),
  own(
    'milieu',
    '5.1.2.g',
    'Bescherming van het milieu',
    'de bescherming schaadt van het milieu waarop de informatie betrekking heeft',
  ),
  own(
    'sabotage',
    '5.1.2.h',
    'Beveiliging van personen en bedrijven',
    'de beveiliging van personen en bedrijven of het voorkomen van sabotage schaadt',
  ),
  own(
    'functioneren',
    '5.1.2.i',
    'Goed functioneren van de overheid, eigen motivering',
    'het goed functioneren van de Staat, van andere publiekrechtelijke lichamen of van bestuursorganen schaadt',
  ),
  {
    id: 'eerste-kennisneming',
    grounds: ['5.1.4'],
    title: 'Geadresseerde neemt als eerste kennis',
    boilerplate: [
      'De informatie in {documenten} is bestemd voor een geadresseerde die daarvan nog geen kennis heeft kunnen nemen. Diens belang om dat als eerste te doen, vereist kennelijk dat openbaarmaking nu nog achterwege blijft. De weigering is tijdelijk.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }, { kind: 'needs-term' }],
  },
  {
    id: 'benadeling',
    grounds: ['5.1.5'],
    title: 'Onevenredige benadeling, eigen motivering',
    boilerplate: [
      'In {documenten} staat informatie waarvan openbaarmaking naar mijn oordeel onevenredige benadeling toebrengt aan een ander belang dan de belangen die in het eerste en tweede lid van artikel 5.1 van de {wet} worden genoemd. Het gaat om een uitzonderlijk geval, waarin het algemeen belang van openbaarheid niet tegen deze benadeling opweegt.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  {
    id: 'milieu-bedrijfsgegevens',
    grounds: ['5.1.6'],
    title: 'Milieu-informatie: ernstige schade aan vertrouwelijke bedrijfsgegevens',
    boilerplate: [
      'In {documenten} staat milieu-informatie met bedrijfs- en fabricagegegevens die vertrouwelijk aan de overheid zijn meegedeeld. Openbaarmaking zou het belang van vertrouwelijkheid van die gegevens ernstig schaden. Het algemeen belang van openbaarheid weegt niet tegen deze schade op.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  {
    id: 'formatie',
    grounds: ['5.4'],
    title: 'Informatie bij de formateur of informateur',
    boilerplate: [
      'De informatie in {documenten} berust bij de formateur of informateur of is hem door een bestuursorgaan toegezonden. Zolang de formatie niet is afgerond, is deze informatie niet openbaar.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  {
    id: 'ondersteuning-leden',
    grounds: ['5.4a.1'],
    title: 'Ondersteuning van individuele volksvertegenwoordigers',
    boilerplate: [
      'De informatie in {documenten} betreft de ondersteuning van individuele volksvertegenwoordigers door ambtenaren die daarvoor werkzaam zijn. De wet bepaalt dat deze informatie niet openbaar is.',
      CODE,
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
];
