import { paragraph } from './statute.ts';
import type { GroundSet } from './types.ts';

/** Wet open overheid (BWBR0045754), articles 5.1 to 5.4a as in force on 15 August 2026, to the letter. */
export const WOO_ARTICLES: GroundSet['articles'] = [
  {
    id: '5.1',
    heading: 'Artikel 5.1',
    paragraphs: [
      paragraph(
        '1',
        'Het openbaar maken van informatie ingevolge deze wet blijft achterwege voor zover dit:',
        'de eenheid van de Kroon in gevaar zou kunnen brengen;',
        'de veiligheid van de Staat zou kunnen schaden;',
        'bedrijfs- en fabricagegegevens betreft die door natuurlijke personen of rechtspersonen vertrouwelijk aan de overheid zijn meegedeeld;',
        'persoonsgegevens betreft als bedoeld in paragraaf 3.1 onderscheidenlijk paragraaf 3.2 van de Uitvoeringswet Algemene verordening gegevensbescherming, tenzij de betrokkene uitdrukkelijk toestemming heeft gegeven voor de openbaarmaking van deze persoonsgegevens of deze persoonsgegevens kennelijk door de betrokkene openbaar zijn gemaakt;',
        'nummers betreft die dienen ter identificatie van personen die bij wet of algemene maatregel van bestuur zijn voorgeschreven als bedoeld in artikel 46 van de Uitvoeringswet Algemene verordening gegevensbescherming, tenzij de verstrekking kennelijk geen inbreuk op de levenssfeer maakt.',
      ),
      paragraph(
        '2',
        'Het openbaar maken van informatie blijft eveneens achterwege voor zover het belang daarvan niet opweegt tegen de volgende belangen:',
        'de betrekkingen van Nederland met andere landen en staten en met internationale organisaties;',
        'de economische of financiële belangen van de Staat, andere publiekrechtelijke lichamen of bestuursorganen, in geval van milieu-informatie slechts voor zover de informatie betrekking heeft op handelingen met een vertrouwelijk karakter;',
        'de opsporing en vervolging van strafbare feiten;',
        'de inspectie, controle en toezicht door bestuursorganen;',
        'de eerbiediging van de persoonlijke levenssfeer;',
        'de bescherming van andere dan in het eerste lid, onderdeel c, genoemde concurrentiegevoelige bedrijfs- en fabricagegegevens;',
        'de bescherming van het milieu waarop deze informatie betrekking heeft;',
        'de beveiliging van personen en bedrijven en het voorkomen van sabotage;',
        'het goed functioneren van de Staat, andere publiekrechtelijke lichamen of bestuursorganen.',
      ),
      paragraph(
        '3',
        'Indien een verzoek tot openbaarmaking op een van de in het tweede lid genoemde gronden wordt afgewezen, bevat het besluit hiervoor een uitdrukkelijke motivering.',
      ),
      paragraph(
        '4',
        'Openbaarmaking kan tijdelijk achterwege blijven, indien het belang van de geadresseerde van de informatie om als eerste kennis te nemen van de informatie dit kennelijk vereist. Het bestuursorgaan doet mededeling aan de verzoeker van de termijn waarbinnen de openbaarmaking alsnog zal geschieden.',
      ),
      paragraph(
        '5',
        'In uitzonderlijke gevallen kan openbaarmaking van andere informatie dan milieu-informatie voorts achterwege blijven indien openbaarmaking onevenredige benadeling toebrengt aan een ander belang dan genoemd in het eerste of tweede lid en het algemeen belang van openbaarheid niet tegen deze benadeling opweegt. Het bestuursorgaan baseert een beslissing tot achterwege laten van de openbaarmaking van enige informatie op deze grond ten aanzien van dezelfde informatie niet tevens op een van de in het eerste of tweede lid genoemde gronden.',
      ),
      paragraph(
        '6',
        'Het openbaar maken van informatie blijft in afwijking van het eerste lid, onderdeel c, in geval van milieu-informatie eveneens achterwege voor zover daardoor het in het eerste lid, onderdeel c, genoemde belang ernstig geschaad wordt en het algemeen belang van openbaarheid van informatie niet opweegt tegen deze schade.',
      ),
      paragraph(
        '7',
        'Het eerste en tweede lid zijn niet van toepassing op milieu-informatie die betrekking heeft op emissies in het milieu.',
      ),
    ],
  },
  {
    id: '5.2',
    heading: 'Artikel 5.2',
    paragraphs: [
      paragraph(
        '1',
        'In geval van een verzoek om informatie uit documenten, opgesteld ten behoeve van intern beraad, wordt geen informatie verstrekt over daarin opgenomen persoonlijke beleidsopvattingen. Onder persoonlijke beleidsopvattingen worden verstaan ambtelijke adviezen, visies, standpunten en overwegingen ten behoeve van intern beraad, niet zijnde feiten, prognoses, beleidsalternatieven, de gevolgen van een bepaald beleidsalternatief of andere onderdelen met een overwegend objectief karakter.',
      ),
      paragraph(
        '2',
        'Het bestuursorgaan kan over persoonlijke beleidsopvattingen met het oog op een goede en democratische bestuursvoering informatie verstrekken in niet tot personen herleidbare vorm. Indien degene die deze opvattingen heeft geuit of zich erachter heeft gesteld, daarmee heeft ingestemd, kan de informatie in tot personen herleidbare vorm worden verstrekt.',
      ),
      paragraph(
        '3',
        'Onverminderd het eerste en tweede lid wordt uit documenten opgesteld ten behoeve van formele bestuurlijke besluitvorming door een minister, een commissaris van de Koning, Gedeputeerde Staten, een gedeputeerde, het college van burgemeester en wethouders, een burgemeester, een wethouder, het dagelijks bestuur van een waterschap of een lid van dat bestuur, informatie verstrekt over persoonlijke beleidsopvattingen in niet tot personen herleidbare vorm, tenzij het kunnen voeren van intern beraad onevenredig wordt geschaad.',
      ),
      paragraph(
        '4',
        'In afwijking van het eerste lid wordt bij milieu-informatie het belang van de bescherming van de persoonlijke beleidsopvattingen afgewogen tegen het belang van openbaarmaking. Informatie over persoonlijke beleidsopvattingen kan worden verstrekt in niet tot personen herleidbare vorm. Indien degene die deze opvattingen heeft geuit of zich erachter heeft gesteld, daarmee heeft ingestemd, kan de informatie in tot personen herleidbare vorm worden verstrekt.',
      ),
    ],
  },
  {
    id: '5.3',
    heading: 'Artikel 5.3',
    paragraphs: [
      paragraph(
        undefined,
        'Bij een verzoek om informatie die ouder is dan vijf jaar motiveert het bestuursorgaan bij een weigering van die informatie waarom de in de artikelen 5.1, tweede of vijfde lid, of artikel 5.2 bedoelde belangen ondanks het tijdsverloop zwaarder wegen dan het algemeen belang van openbaarheid.',
      ),
    ],
  },
  {
    id: '5.4',
    heading: 'Artikel 5.4',
    paragraphs: [
      paragraph(
        undefined,
        'In afwijking van de artikelen 5.1 en 5.2 is informatie die berust bij de formateur of de informateur, dan wel informatie die door een bestuursorgaan aan de formateur of de informateur is gezonden niet openbaar totdat de formatie is afgerond.',
      ),
    ],
  },
  {
    id: '5.4a',
    heading: 'Artikel 5.4a',
    paragraphs: [
      paragraph(
        '1',
        'In afwijking van de artikelen 5.1 en 5.2 is niet openbaar de informatie betreffende de ondersteuning van individuele leden van de Eerste Kamer of de Tweede Kamer der Staten-Generaal, provinciale staten of de gemeenteraad door ambtenaren werkzaam bij de Eerste Kamer of de Tweede Kamer, de griffie van provinciale staten of de griffie van de gemeenteraad.',
      ),
      paragraph(
        '2',
        'In afwijking van artikel 5.2, eerste lid, wordt met betrekking tot informatie die aan individuele Kamerleden wordt verstrekt onder persoonlijke beleidsopvattingen verstaan ambtelijke adviezen, visies, standpunten en overwegingen ten behoeve van intern beraad.',
      ),
    ],
  },
];
