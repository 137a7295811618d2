import { paragraph } from './statute.ts';
import type { GroundSet } from './types.ts';

/**
 * Wet openbaarheid van bestuur (BWBR0005252), articles 1, 10 and 11, to the letter, with the spelling of the
 * law ("voorzover" and "voor zover" both occur). Article 10 lid 1 d is the text since the GDPR came to apply.
 */
export const WOB_ARTICLES: GroundSet['articles'] = [
  {
    id: '1',
    heading: 'Artikel 1',
    always: true,
    alwaysParts: ['a', 'b'],
    paragraphs: [
      paragraph(
        undefined,
        'In deze wet en de daarop berustende bepalingen wordt verstaan onder:',
        'document: een bij een bestuursorgaan berustend schriftelijk stuk of ander materiaal dat gegevens bevat;',
        'bestuurlijke aangelegenheid: een aangelegenheid die betrekking heeft op beleid van een bestuursorgaan, daaronder begrepen de voorbereiding en de uitvoering ervan;',
        'intern beraad: het beraad over een bestuurlijke aangelegenheid binnen een bestuursorgaan, dan wel binnen een kring van bestuursorganen in het kader van de gezamenlijke verantwoordelijkheid voor een bestuurlijke aangelegenheid;',
        'niet-ambtelijke adviescommissie: een van overheidswege ingestelde instantie, met als taak het adviseren van een of meer bestuursorganen en waarvan geen ambtenaren lid zijn, die het bestuursorgaan waaronder zij ressorteren adviseren over de onderwerpen die aan de instantie zijn voorgelegd. Ambtenaren, die secretaris of adviserend lid zijn van een adviesinstantie, worden voor de toepassing van deze bepaling niet als leden daarvan beschouwd;',
        'ambtelijke of gemengd samengestelde adviescommissie: een instantie, met als taak het adviseren van één of meer bestuursorganen, die geheel of gedeeltelijk is samengesteld uit ambtenaren, tot wier functie behoort het adviseren van het bestuursorgaan waaronder zij ressorteren over de onderwerpen die aan de instantie zijn voorgelegd;',
        'persoonlijke beleidsopvatting: een opvatting, voorstel, aanbeveling of conclusie van een of meer personen over een bestuurlijke aangelegenheid en de daartoe door hen aangevoerde argumenten;',
        'milieu-informatie: hetgeen daaronder wordt verstaan in artikel 19.1a van de Wet milieubeheer.',
      ),
    ],
  },
  {
    id: '10',
    heading: 'Artikel 10',
    paragraphs: [
      paragraph(
        '1',
        'Het verstrekken van informatie ingevolge deze wet blijft achterwege voor zover dit:',
        'de eenheid van de Kroon in gevaar zou kunnen brengen;',
        'de veiligheid van de Staat zou kunnen schaden;',
        'bedrijfs- en fabricagegegevens betreft, die door natuurlijke personen of rechtspersonen vertrouwelijk aan de overheid zijn meegedeeld;',
        'persoonsgegevens betreft als bedoeld in de artikelen 9, 10 en 87 van de Algemene verordening gegevensbescherming, tenzij de verstrekking kennelijk geen inbreuk op de persoonlijke levenssfeer maakt.',
      ),
      paragraph(
        '2',
        'Het verstrekken van informatie ingevolge deze wet blijft eveneens achterwege voor zover het belang daarvan niet opweegt tegen de volgende belangen:',
        'de betrekkingen van Nederland met andere staten en met internationale organisaties;',
        'de economische of financiële belangen van de Staat, de andere publiekrechtelijke lichamen of de in artikel 1a, onder c en d, bedoelde bestuursorganen;',
        'de opsporing en vervolging van strafbare feiten;',
        'inspectie, controle en toezicht door bestuursorganen;',
        'de eerbiediging van de persoonlijke levenssfeer;',
        'het belang, dat de geadresseerde erbij heeft als eerste kennis te kunnen nemen van de informatie;',
        'het voorkomen van onevenredige bevoordeling of benadeling van bij de aangelegenheid betrokken natuurlijke personen of rechtspersonen dan wel van derden.',
      ),
      paragraph(
        '3',
        'Het tweede lid, aanhef en onder e, is niet van toepassing voorzover de betrokken persoon heeft ingestemd met openbaarmaking.',
      ),
      paragraph(
        '4',
        'Het eerste lid, aanhef en onder c en d, het tweede lid, aanhef en onder e, en het zevende lid, aanhef en onder a, zijn niet van toepassing voorzover het milieu-informatie betreft die betrekking heeft op emissies in het milieu. Voorts blijft in afwijking van het eerste lid, aanhef en onder c, het verstrekken van milieu-informatie uitsluitend achterwege voorzover het belang van openbaarmaking niet opweegt tegen het daar genoemde belang.',
      ),
      paragraph(
        '5',
        'Het tweede lid, aanhef en onder b, is van toepassing op het verstrekken van milieu-informatie voor zover deze handelingen betreft met een vertrouwelijk karakter.',
      ),
      paragraph(
        '6',
        'Het tweede lid, aanhef en onder g, is niet van toepassing op het verstrekken van milieu-informatie.',
      ),
      paragraph(
        '7',
        'Het verstrekken van milieu-informatie ingevolge deze wet blijft eveneens achterwege voorzover het belang daarvan niet opweegt tegen de volgende belangen:',
        'de bescherming van het milieu waarop deze informatie betrekking heeft;',
        'de beveiliging van bedrijven en het voorkomen van sabotage.',
      ),
      paragraph(
        '8',
        'Voorzover het vierde lid, eerste volzin, niet van toepassing is, wordt bij het toepassen van het eerste, tweede en zevende lid op milieu-informatie in aanmerking genomen of deze informatie betrekking heeft op emissies in het milieu.',
      ),
    ],
  },
  {
    id: '11',
    heading: 'Artikel 11',
    paragraphs: [
      paragraph(
        '1',
        'In geval van een verzoek om informatie uit documenten, opgesteld ten behoeve van intern beraad, wordt geen informatie verstrekt over daarin opgenomen persoonlijke beleidsopvattingen.',
      ),
      paragraph(
        '2',
        'Over persoonlijke beleidsopvattingen kan met het oog op een goede en democratische bestuursvoering informatie worden verstrekt in niet tot personen herleidbare vorm. Indien degene die deze opvattingen heeft geuit of zich erachter heeft gesteld, daarmee heeft ingestemd, kan de informatie in tot personen herleidbare vorm worden verstrekt.',
      ),
      paragraph(
        '3',
        'Met betrekking tot adviezen van een ambtelijke of gemengd samengestelde adviescommissie kan het verstrekken van informatie over de daarin opgenomen persoonlijke beleidsopvattingen plaatsvinden, indien het voornemen daartoe door het bestuursorgaan dat het rechtstreeks aangaat aan de leden van de adviescommissie voor de aanvang van hun werkzaamheden kenbaar is gemaakt.',
      ),
      paragraph(
        '4',
        'In afwijking van het eerste lid wordt bij milieu-informatie het belang van de bescherming van de persoonlijke beleidsopvattingen afgewogen tegen het belang van openbaarmaking. Informatie over persoonlijke beleidsopvattingen kan worden verstrekt in niet tot personen herleidbare vorm. Het tweede lid, tweede volzin, is van overeenkomstige toepassing.',
      ),
    ],
  },
];
