import { AANVRAGEN_TEXT, own, personalDataReasons, WERKWIJZE_TEXT } from './shared-reasons.ts';
import type { Reason } from './types.ts';

/** Reasons under the Wob. Law of the boilerplate: articles 10 and 11 Wob, 3:46 Awb. */
export const WOB_REASONS: readonly Reason[] = [
  ...personalDataReasons('10.2.e', 'Mij is niet gebleken dat zij met openbaarmaking hebben ingestemd.'),
  {
    id: 'werkwijze',
    grounds: ['10.2.d'],
    title: 'Inzicht in de werkwijze',
    boilerplate: [
      ...WERKWIJZE_TEXT,
      'Het belang van inspectie, controle en toezicht weegt hier daarom zwaarder dan het belang van openbaarmaking. De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [],
  },
  {
    id: 'aanvragen',
    grounds: ['10.2.g', '10.2.d'],
    title: 'Beoordeling van aanvragen (met 10.2.d)',
    boilerplate: [
      ...AANVRAGEN_TEXT,
      'De overheid wordt door dit alles onevenredig benadeeld. Tegelijk zouden personen en organisaties met oneerlijke bedoelingen onevenredig worden bevoordeeld ten opzichte van degenen die te goeder trouw een aanvraag doen. Het voorkomen daarvan weegt naar mijn oordeel zwaarder dan het belang van openbaarmaking.',
      'De geweigerde passages zijn te herkennen aan de code “10.2.g”, in combinatie met de code “10.2.d”.',
    ],
    rules: [{ kind: 'together-with', grounds: ['10.2.d'] }],
  },
  {
    id: 'mailbox',
    grounds: ['10.2.g'],
    title: 'Interne mailboxen (domein blijft leesbaar)',
    boilerplate: [
      'Enkele documenten bevatten e-mailadressen van interne mailboxen van {bestuursorgaan} of van andere overheidsorganisaties. Die adressen zijn bestemd voor onderling verkeer en niet voor berichten van buiten. Worden zij openbaar, dan is niet uit te sluiten dat anderen ze toch gaan gebruiken. De hinder die de gebruikers van de mailboxen daarvan kunnen hebben, weegt naar mijn oordeel zwaarder dan het algemene belang dat met openbaarheid van deze adressen is gediend.',
      'Ik maak deze adressen daarom niet volledig openbaar. Alleen het deel vóór het apenstaartje is weggelakt en voorzien van de code “{code}”; het deel daarachter is leesbaar gebleven.',
    ],
    rules: [{ kind: 'keep-mail-domain' }],
  },
  {
    id: 'beleidsopvatting',
    grounds: ['11.1'],
    title: 'Persoonlijke beleidsopvattingen in intern beraad',
    boilerplate: [
      'Het gaat om informatie in {documenten}. Die is opgesteld ten behoeve van intern beraad en bevat opvattingen, voorstellen, aanbevelingen of conclusies van personen die aan dat beraad hebben deelgenomen, met de argumenten die zij daarvoor hebben aangevoerd. Dat zijn persoonlijke beleidsopvattingen.',
      'Wie aan intern beraad deelneemt, moet vrijuit van gedachten kunnen wisselen, zonder dat zijn persoonlijke opvatting later een eigen rol gaat spelen in het publieke debat. Ik zie in het belang van een goede en democratische bestuursvoering geen aanleiding om over deze opvattingen in niet tot personen herleidbare vorm informatie te verstrekken. Feitelijke gegevens heb ik niet op deze grond geweigerd, tenzij zij zo met de opvattingen zijn verweven dat zij daarvan niet zijn te scheiden.',
      'De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [],
  },
  own(
    'kroon',
    '10.1.a',
    'Eenheid van de Kroon',
    'de eenheid van de Kroon in gevaar zou kunnen brengen',
    true,
  ),
  own(
    'staatsveiligheid',
    '10.1.b',
    'Veiligheid van de Staat',
    'de veiligheid van de Staat zou kunnen schaden',
    true,
  ),
  {
    id: 'bedrijfsgegevens',
    grounds: ['10.1.c'],
    title: 'Vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens',
    boilerplate: [
      'In {documenten} staan gegevens waaruit wetenswaardigheden zijn af te leiden over de technische bedrijfsvoering, het productieproces, de afzet van producten of de kring van afnemers en leveranciers. Deze gegevens zijn vertrouwelijk aan de overheid meegedeeld. De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.',
      'De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  {
    id: 'bijzondere-persoonsgegevens',
    grounds: ['10.1.d'],
    title: 'Bijzondere en strafrechtelijke persoonsgegevens, identificatienummers',
    boilerplate: [
      'In {documenten} staan persoonsgegevens die de wet bijzondere bescherming geeft. Van deze gegevens is niet te zeggen dat verstrekking kennelijk geen inbreuk maakt op de persoonlijke levenssfeer. De wet laat bij deze grond geen ruimte voor een afweging tegen het belang van openbaarheid.',
      'De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [{ kind: 'needs-motivation' }],
  },
  own(
    'internationale-betrekkingen',
    '10.2.a',
    'Internationale betrekkingen',
    'de betrekkingen van Nederland met andere staten of met internationale organisaties schaadt',
  ),
  own(
    'financiele-belangen',
    '10.2.b',
    'Economische of financiële belangen',
    'de economische of financiële belangen van de Staat of van andere overheden schaadt',
  ),
  own(
    'opsporing',
    '10.2.c',
    'Opsporing en vervolging',
    'de opsporing of vervolging van strafbare feiten schaadt',
  ),
  own(
    'toezicht',
    '10.2.d',
    'Inspectie, controle en toezicht, eigen motivering',
    'de inspectie, de controle of het toezicht door bestuursorganen schaadt',
  ),
  own(
    'levenssfeer',
    '10.2.e',
    'Persoonlijke levenssfeer, eigen motivering',
    'de persoonlijke levenssfeer van de betrokkenen aantast',
  ),
  {
    id: 'eerste-kennisneming',
    grounds: ['10.2.f'],
    title: 'Geadresseerde neemt als eerste kennis',
    boilerplate: [
      'De informatie in {documenten} is bestemd voor een geadresseerde die daarvan nog geen kennis heeft kunnen nemen. Diens belang om dat als eerste te doen, weegt op dit moment zwaarder dan het belang van openbaarmaking. De weigering is tijdelijk.',
      'De geweigerde passages zijn te herkennen aan de code “{code}”.',
    ],
    rules: [{ kind: 'needs-motivation' }, { kind: 'needs-term' }],
  },
  own(
    'benadeling',
    '10.2.g',
    'Onevenredige bevoordeling of benadeling, eigen motivering',
    'leidt tot onevenredige bevoordeling of benadeling van betrokkenen of van derden',
  ),
  own(
    'milieu',
    '10.7.a',
    'Bescherming van het milieu',
    'de bescherming schaadt van het milieu waarop de informatie betrekking heeft',
  ),
  own(
    'sabotage',
    '10.7.b',
    'Beveiliging van bedrijven en voorkomen van sabotage',
    'de beveiliging van bedrijven of het voorkomen van sabotage schaadt',
  ),
];
