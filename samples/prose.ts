/** What a document is about; fills the places in the chapters below. */
export interface Topic {
  /** "verblijf bij een gezinslid" */
  readonly name: string;
  /** "een aanvraag voor verblijf bij een gezinslid" */
  readonly request: string;
  /** "het bewijs van de gezinsband" */
  readonly proof: string;
  /** Team that does the work. */
  readonly team: string;
  /** Local part of its mailbox. */
  readonly mailbox: string;
}

export const topics: readonly Topic[] = [
  topic('verblijf bij een gezinslid', 'het bewijs van de gezinsband', 'Gezin', 'vraagbaak-gezin'),
  topic('studie aan een erkende instelling', 'de inschrijving bij de instelling', 'Studie', 'team-studie'),
  topic('seizoensarbeid', 'de overeenkomst met de werkgever', 'Arbeid', 'arbeid-backoffice'),
  topic('een medische behandeling', 'de verklaring van de behandelaar', 'Medisch', 'medisch-intern'),
  topic('verblijf als pleegkind', 'de toestemming van de voogd', 'Jeugd', 'jeugd-overleg'),
  topic('zelfstandig ondernemerschap', 'het ondernemingsplan', 'Arbeid', 'ondernemers-intern'),
  topic('langdurig verblijf', 'het overzicht van eerdere vergunningen', 'Vervolg', 'vervolg-toets'),
  topic(
    'terugkeer na verblijf buiten Nederland',
    'het paspoort met de reisstempels',
    'Vervolg',
    'terugkeer-desk',
  ),
  topic(
    'een verblijfsdocument zonder paspoort',
    'de verklaring over de identiteit',
    'Identiteit',
    'id-controle',
  ),
  topic(
    'verlenging van een vergunning',
    'het inkomen over het afgelopen jaar',
    'Verlenging',
    'verlenging-intern',
  ),
  topic('uitwisseling van jongeren', 'de overeenkomst met het gastgezin', 'Jeugd', 'uitwisseling-desk'),
  topic('wetenschappelijk onderzoek', 'de gastovereenkomst', 'Studie', 'onderzoek-desk'),
];

function topic(name: string, proof: string, team: string, mailbox: string): Topic {
  return { name, request: `een aanvraag voor ${name}`, proof, team, mailbox };
}

/** A heading with paragraphs; what is in braces is filled in: `{name}`, `{self}`, …. */
export interface Chapter {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** Each inner list holds wordings of one chapter. */
const chapters: readonly (readonly Chapter[])[] = [
  [
    {
      heading: 'Aanleiding',
      paragraphs: [
        'Uit de kwaliteitsmeting van het afgelopen halfjaar blijkt dat {request} niet op elke locatie op dezelfde wijze wordt behandeld. Vooral de waardering van {proof} loopt uiteen. Dat leidt tot vragen van gemachtigden en tot vermijdbare bezwaren. {Self} geeft daarom één lijn, die met ingang van vandaag voor alle locaties geldt.',
        'De inhoud is afgestemd met team {team} en met de afdeling Juridische Zaken. Eerdere mededelingen over {name} die van deze lijn afwijken, gelden niet langer. Lopende zaken waarin nog geen voornemen is uitgebracht, worden volgens {self} afgedaan.',
      ],
    },
    {
      heading: 'Waarom {self}',
      paragraphs: [
        'Sinds de wijziging van de uitvoeringsregeling krijgen wij meer vragen over {name}. De helpdesk telt er ongeveer veertig in de maand. De meeste gaan over de vraag wanneer {proof} als volledig kan worden gezien en wie in twijfelgevallen beslist.',
        'Een werkgroep van drie locaties heeft de vragen geordend en van een antwoord voorzien. De antwoorden zijn voorgelegd aan de beleidsdirectie, die zich in de uitkomst kan vinden. Waar de regeling ruimte laat, is gekozen voor de uitleg die voor de aanvrager het minst belastend is.',
      ],
    },
  ],
  [
    {
      heading: 'Kader',
      paragraphs: [
        'Het wettelijk kader bestaat uit de Wet vestiging en verblijf, het uitvoeringsbesluit en de beleidsregels. Voor {name} is vooral hoofdstuk 3 van de beleidsregels van belang. Daarin staat wanneer een aanvraag in behandeling wordt genomen, welke stukken ten minste nodig zijn en welke termijnen gelden.',
        'De algemene beginselen van behoorlijk bestuur blijven onverkort gelden. Een besluit op {request} moet zorgvuldig zijn voorbereid en de motivering moet de aanvrager laten zien welke feiten doorslaggevend waren. Een verwijzing naar {self} is geen motivering.',
      ],
    },
    {
      heading: 'Juridisch kader en verhouding tot andere regels',
      paragraphs: [
        '{Self} is een nadere uitwerking van de beleidsregels en bindt de medewerkers van de dienst. Tegenover de aanvrager is dat geen zelfstandige grondslag: het besluit steunt altijd op de wet en de beleidsregels zelf. Wie daarvan wil afwijken, legt dat voor aan de seniormedewerker en legt de redenen vast in het dossier.',
        'Voor {name} zijn daarnaast afspraken met de gemeenten gemaakt. Die afspraken gaan over de verstrekking van gegevens uit de basisregistratie en staan op het netwerk. Zij veranderen niets aan de bewijslast: het is aan de aanvrager om {proof} over te leggen.',
      ],
    },
  ],
  [
    {
      heading: 'Ontvangst en eerste controle',
      paragraphs: [
        'Bij ontvangst controleert de medewerker of het formulier is ondertekend, of de leges zijn voldaan en of {proof} is bijgevoegd. Ontbreekt een stuk, dan krijgt de aanvrager twee weken om het verzuim te herstellen. De brief noemt precies welk stuk ontbreekt en hoe het kan worden nagezonden.',
        'Wordt het verzuim niet tijdig hersteld, dan kan de aanvraag buiten behandeling worden gesteld. Doe dat niet wanneer het stuk ook langs andere weg eenvoudig te verkrijgen is, bijvoorbeeld uit de basisregistratie. Een buitenbehandelingstelling vlak voor een feestdag of in de zomerperiode wordt eerst met de aanvrager besproken.',
      ],
    },
    {
      heading: 'Volledigheid van de aanvraag',
      paragraphs: [
        'Een aanvraag is volledig wanneer op alle vragen een antwoord is gegeven en {proof} leesbaar is. Een kopie volstaat; het origineel wordt alleen gevraagd als de kopie aanleiding geeft tot twijfel. Vertalingen zijn nodig voor stukken die niet in het Nederlands, Engels, Frans of Duits zijn gesteld.',
        'Noteer in het systeem op welke datum de aanvraag volledig was, want vanaf die datum loopt de beslistermijn. Is de aanvraag bij een andere dienst ingediend, dan geldt de datum waarop die dienst haar heeft ontvangen. Team {team} bewaakt de termijnen en meldt zaken die langer dan zes weken openstaan.',
      ],
    },
  ],
  [
    {
      heading: 'Inhoudelijke beoordeling',
      paragraphs: [
        'De beoordeling begint bij de verklaring van de aanvrager zelf. Leg die naast {proof} en ga na of beide hetzelfde beeld geven. Kleine verschillen in data of spelling zijn op zichzelf geen reden om aan de verklaring te twijfelen. Vraag bij grotere verschillen eerst om een toelichting voordat een conclusie wordt getrokken.',
        'Weeg alle omstandigheden in onderlinge samenhang. Eén ontbrekend stuk kan worden opgevangen door andere gegevens, en een volledig dossier kan toch vragen oproepen. Beschrijf in de beslisnota welke gegevens zijn betrokken, welke waarde daaraan is toegekend en waarom.',
      ],
    },
    {
      heading: 'De weging',
      paragraphs: [
        'Bij {name} komt het aan op een samenhangende weging. Er bestaat geen vast puntenstelsel. De medewerker beschrijft eerst de feiten, daarna de waardering daarvan en ten slotte de conclusie. Wie de nota leest zonder het dossier te kennen, moet de redenering kunnen volgen.',
        'Let erop dat gegevens uit een eerdere procedure verouderd kunnen zijn. Controleer of de omstandigheden sindsdien zijn veranderd en of de aanvrager gelegenheid heeft gehad daarop te reageren. Dat geldt in het bijzonder wanneer {proof} ouder is dan zes maanden.',
      ],
    },
  ],
  [
    {
      heading: 'Het gesprek met de aanvrager',
      paragraphs: [
        'Een gesprek is niet in elke zaak nodig. Nodig de aanvrager uit wanneer de stukken vragen oproepen die schriftelijk niet goed te beantwoorden zijn. De uitnodiging noemt het onderwerp, de verwachte duur en de mogelijkheid om een gemachtigde of vertrouwenspersoon mee te nemen. Een tolk wordt geregeld door team {team}.',
        'Van het gesprek wordt een verslag gemaakt in de vorm van vraag en antwoord. De aanvrager krijgt het verslag binnen een week en kan correcties en aanvullingen inzenden. Die correcties worden aan het verslag gehecht; het verslag zelf wordt niet meer gewijzigd.',
      ],
    },
    {
      heading: 'Horen',
      paragraphs: [
        'Het horen vindt plaats in een rustige ruimte, zonder tijdsdruk. De medewerker stelt zich voor, legt uit waarvoor het gesprek dient en vertelt dat de aanvrager vragen mag stellen. Kinderen worden alleen gehoord als zij dat zelf willen en op een manier die bij hun leeftijd past.',
        'Bied halverwege een pauze aan. Let op tekenen van vermoeidheid en stel het vervolg zo nodig uit. Het is niet de bedoeling de aanvrager te overtuigen of zijn antwoorden van commentaar te voorzien: het gesprek dient om een volledig beeld van de feiten te krijgen.',
      ],
    },
  ],
  [
    {
      heading: 'Besluit en bekendmaking',
      paragraphs: [
        'Gebruik voor het besluit het model uit het systeem en pas de tekst aan op de zaak. Vermeld bij een afwijzing welke onderdelen van {proof} niet overtuigden en wat de aanvrager daarover heeft verklaard. Een besluit dat alleen uit standaardzinnen bestaat, wordt door de seniormedewerker teruggegeven.',
        'Het besluit wordt op de dag van ondertekening verzonden. Heeft de aanvrager een gemachtigde, dan gaat het naar de gemachtigde, met een afschrift aan de aanvrager zelf. De mogelijkheid van bezwaar staat onder het besluit, met de termijn en het postadres.',
      ],
    },
    {
      heading: 'Afdoening',
      paragraphs: [
        'Een toewijzing kan in één handeling worden afgedaan. Voor een afwijzing geldt het vierogenprincipe: een tweede medewerker leest het dossier en de beslisnota en tekent voor akkoord. Zijn beide medewerkers het niet eens, dan beslist de teamleider van team {team}.',
        'Na de afdoening wordt het dossier binnen vijf werkdagen opgeschoond. Dubbele stukken en persoonlijke notities worden verwijderd; correspondentie met de aanvrager en met andere diensten blijft bewaard. De bewaartermijn staat in de selectielijst.',
      ],
    },
  ],
  [
    {
      heading: 'Registratie',
      paragraphs: [
        'Registreer {request} onder de juiste code. Een verkeerde code geeft een onjuist beeld in de maandcijfers en kan ertoe leiden dat de aanvrager de verkeerde brief krijgt. Bij twijfel tussen twee codes wordt de code gekozen van het doel waarvoor het langste verblijf wordt gevraagd.',
        'Wijzigingen worden met een korte reden vastgelegd. Team {team} controleert elke maand een steekproef van dertig zaken en bespreekt de uitkomst in het werkoverleg. De uitkomsten worden niet op personen herleid.',
      ],
    },
    {
      heading: 'Vastlegging in het systeem',
      paragraphs: [
        'Leg contact met de aanvrager of de gemachtigde dezelfde dag vast, met de datum, de gesprekspartner en de kern van wat is besproken. Afspraken over termijnen worden bovendien schriftelijk bevestigd. Zo is later na te gaan waarom een beslissing op een bepaald moment is genomen.',
        'Scans krijgen een naam die de inhoud weergeeft. Gebruik geen afkortingen die alleen binnen het eigen team bekend zijn. Stukken waarop {proof} staat, worden als zodanig gemerkt, zodat de afdeling Bezwaar ze zonder zoeken kan vinden.',
      ],
    },
  ],
  [
    {
      heading: 'Veelgestelde vragen',
      paragraphs: [
        'Mag {request} ook namens een ander worden ingediend? Ja, met een ondertekende machtiging. Een advocaat hoeft geen machtiging over te leggen, tenzij er reden is om aan zijn opdracht te twijfelen. De aanvrager blijft zelf verantwoordelijk voor de juistheid van wat wordt verklaard.',
        'Wat als {proof} in het land van herkomst niet te krijgen is? Vraag de aanvrager te beschrijven welke stappen hij heeft gezet en wat daarop is geantwoord. Heeft hij zich aantoonbaar ingespannen, dan wordt het ontbreken van het stuk hem niet tegengeworpen.',
      ],
    },
    {
      heading: 'Aandachtspunten uit de praktijk',
      paragraphs: [
        'In verschillende zaken is gebleken dat het adres in de uitnodiging niet overeenkwam met het adres in de basisregistratie. Controleer dit voor elke verzending. Een aanvrager die de uitnodiging buiten zijn schuld niet heeft ontvangen, krijgt altijd een nieuwe gelegenheid.',
        'Houd rekening met de positie van kwetsbare aanvragers. Bij signalen van dwang of uitbuiting wordt de contactpersoon mensenhandel ingelicht. Dat gebeurt voordat op {request} wordt beslist en los van de uitkomst daarvan.',
      ],
    },
  ],
];

/** Passages on how interviews are held and claims weighed: what a body wants to keep to itself. */
export const methods: readonly string[] = [
  'Begin met open vragen over een gewone dag en laat stiltes vallen. Stel pas daarna de controlevragen uit lijst B, in wisselende volgorde, zodat een ingestudeerd antwoord opvalt.',
  'Vraag beide partners los van elkaar naar de indeling van de woning, de laatste gezamenlijke maaltijd en de huisarts. Drie of meer wezenlijke verschillen zijn een indicatie voor nader onderzoek.',
  'Let op verklaringen die woordelijk gelijk zijn aan die in andere dossiers van dezelfde gemachtigde. Vraag in dat geval door op geuren, geluiden en het weer: die details ontbreken meestal in een aangeleerd relaas.',
  'De risico-indicatoren zijn: een aanvraag binnen zes weken na inreis, een referent met meer dan twee eerdere aanvragen, en een paspoort dat korter dan drie maanden voor vertrek is afgegeven.',
  'Noem de uitkomst van de documentcontrole niet aan het begin. Leg het stuk pas voor nadat de aanvrager heeft verklaard hoe hij eraan is gekomen, en vraag wie er bij de afgifte aanwezig waren.',
  'Een steekproef wordt getrokken uit zaken met een score van 65 of hoger. De score is opgebouwd uit de reisroute (30), het tijdstip van de aanvraag (20) en de wijze van betaling van de leges (15).',
];

export const assessments: readonly string[] = [
  'Aan een verklaring over de route komt zwaar gewicht toe als de aanvrager uit zichzelf de grensplaats Verzonnenstad noemt; wordt die pas na doorvragen genoemd, dan telt de verklaring half mee.',
  'Een bankafschrift van minder dan vier maanden wordt als zwak bewijs gezien. Samen met een getuigenverklaring van een buur is het voldoende, ook als de huurovereenkomst ontbreekt.',
  'Als de aanvrager het schoolsysteem correct beschrijft en twee feestdagen kan plaatsen, wordt de gestelde herkomst aangenomen. Voorbeeldvragen staan in bijlage C; wissel ze per maand.',
  'Bij tegenstrijdige leeftijden is de jongste verklaring doorslaggevend, tenzij het gebitsonderzoek een afwijking van meer dan drie jaar geeft. Die marge wordt niet aan de aanvrager meegedeeld.',
];

/** Chapters of a document; `seed` picks the wordings, so that documents on the same topic differ. */
export function chaptersOn(
  subject: Topic,
  self: 'dit bericht' | 'deze instructie',
  seed: number,
  count: number,
): Chapter[] {
  const values = { ...subject, self, Self: self.replace('d', 'D') };
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (place, key: string) => values[key as keyof typeof values] ?? place);
  const left = Math.max(0, chapters.length - count);
  // Steps of 5 through 8 chapters come by each of them once.
  const dropped = new Set(
    Array.from({ length: left }, (_, index) => (seed * 3 + index * 5) % chapters.length),
  );
  return chapters
    .filter((_, index) => !dropped.has(index))
    .map((wordings, index) => wordings[(seed + index) % wordings.length] ?? { heading: '', paragraphs: [] })
    .map(({ heading, paragraphs }) => ({ heading: fill(heading), paragraphs: paragraphs.map(fill) }));
}

/** An entry by number; the list is gone through again when it is at its end. */
export function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
