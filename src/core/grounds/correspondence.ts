/** A way to carry one ground of the Wob over to the Woo. */
export interface Proposal {
  /** Codes of the Woo that go together. */
  readonly grounds: readonly string[];
  /** Dutch: when this proposal is the right one. */
  readonly remark: string;
}

/** What becomes of a ground of the Wob under the Woo. Every proposal is for a person to confirm. */
export interface Correspondence {
  readonly from: string;
  /** Most usual first. */
  readonly proposals: readonly Proposal[];
}

const SAME = 'Zelfde grond.';

/**
 * From the Wob to the Woo, by the parliamentary history of the Woo and the words of both laws. A letter is not a
 * key: `g` is disadvantage in the Wob and the environment in the Woo.
 */
export const WOB_TO_WOO: readonly Correspondence[] = [
  same('10.1.a', '5.1.1.a'),
  same('10.1.b', '5.1.1.b'),
  same('10.1.c', '5.1.1.c'),
  {
    from: '10.1.d',
    proposals: [
      { grounds: ['5.1.1.d'], remark: 'Bijzondere of strafrechtelijke persoonsgegevens.' },
      { grounds: ['5.1.1.e'], remark: 'Burgerservicenummer of ander wettelijk identificatienummer.' },
    ],
  },
  same('10.2.a', '5.1.2.a'),
  {
    from: '10.2.b',
    proposals: [
      {
        grounds: ['5.1.2.b'],
        remark: 'Zelfde grond; bij milieu-informatie alleen voor handelingen met een vertrouwelijk karakter.',
      },
    ],
  },
  same('10.2.c', '5.1.2.c'),
  same('10.2.d', '5.1.2.d'),
  {
    from: '10.2.e',
    proposals: [
      { grounds: ['5.1.2.e'], remark: SAME },
      {
        grounds: ['5.1.1.e'],
        remark: 'Burgerservicenummer of ander wettelijk identificatienummer: eigen, absolute grond.',
      },
    ],
  },
  {
    from: '10.2.f',
    proposals: [
      {
        grounds: ['5.1.4'],
        remark:
          'Alleen tijdelijk; de termijn waarbinnen alsnog openbaar wordt gemaakt, moet worden meegedeeld.',
      },
    ],
  },
  {
    from: '10.2.g',
    proposals: [
      {
        grounds: ['5.1.2.i'],
        remark:
          'Hinder of nadeel voor de overheid zelf, zoals bij interne mailboxen. Mag samen met een andere grond van het tweede lid.',
      },
      {
        grounds: ['5.1.2.f'],
        remark: 'Concurrentiegevoelige gegevens van een bedrijf die niet vertrouwelijk zijn meegedeeld.',
      },
      {
        grounds: ['5.1.5'],
        remark:
          'Ander nadeel, in uitzonderlijke gevallen. Bevoordeling telt niet meer mee, en deze grond mag voor dezelfde informatie niet naast een grond van het eerste of tweede lid staan.',
      },
    ],
  },
  {
    from: '10.7.a',
    proposals: [
      { grounds: ['5.1.2.g'], remark: 'Zelfde belang; let op: de letter g betekende in de Wob iets anders.' },
    ],
  },
  {
    from: '10.7.b',
    proposals: [{ grounds: ['5.1.2.h'], remark: 'Zelfde belang, verruimd tot de beveiliging van personen.' }],
  },
  {
    from: '11.1',
    proposals: [
      {
        grounds: ['5.2.1'],
        remark:
          'Zelfde grond; feiten, prognoses, beleidsalternatieven en hun gevolgen vallen er uitdrukkelijk buiten.',
      },
      { grounds: ['5.2.2'], remark: 'Opvattingen openbaar in niet tot personen herleidbare vorm.' },
    ],
  },
];

/**
 * Proposals for all grounds of one mark together. `10.2.g` beside `10.2.d` may become `5.1.2.i` beside `5.1.2.d`,
 * never `5.1.5`, which the Woo forbids in combination (article 5.1 lid 5, last sentence).
 */
export function proposeWoo(grounds: readonly string[]): readonly Proposal[] {
  const options = grounds.map((code) => WOB_TO_WOO.find(({ from }) => from === code)?.proposals ?? []);
  if (options.length === 0 || options.some((proposals) => proposals.length === 0)) return [];
  const combined = options.reduce<readonly Proposal[]>(
    (lists, proposals) => lists.flatMap((list) => proposals.map((proposal) => join(list, proposal))),
    [{ grounds: [], remark: '' }],
  );
  return combined.filter(({ grounds: codes }) => !combinesResidual(codes));
}

/** Whether a list of Woo codes has 5.1.5 beside a ground of lid 1 or 2. */
export function combinesResidual(codes: readonly string[]): boolean {
  return codes.includes('5.1.5') && codes.some((code) => /^5\.1\.[12]\./u.test(code));
}

function join(a: Proposal, b: Proposal): Proposal {
  const remark = [a.remark, b.remark].filter(
    (text, index, all) => text !== '' && all.indexOf(text) === index,
  );
  return { grounds: [...new Set([...a.grounds, ...b.grounds])], remark: remark.join(' ') };
}

function same(from: string, to: string): Correspondence {
  return { from, proposals: [{ grounds: [to], remark: SAME }] };
}
