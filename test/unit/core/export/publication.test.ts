import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import { anonymisedLetter, personalTexts } from '../../../../src/core/export/anonymised.ts';
import { diwooXml } from '../../../../src/core/export/diwoo.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { RedactionMark } from '../../../../src/core/ports/pdf.ts';
import type { PageText } from '../../../../src/core/text/characters.ts';
import { modelCase } from '../decision/model-case.ts';
import { textPdf } from './memory.ts';

const { dossier, documents } = modelCase();

/** A page with one line of text, ten points a character. */
function page(text: string): PageText {
  const characters = [...text].map((character, index) => {
    const box = [index * 10, 100, index * 10 + 10, 112] as const;
    return {
      text: character,
      ink: box,
      loose: box,
      origin: [index * 10, 100] as const,
      angle: 0,
      generated: false,
    };
  });
  const geometry = {
    page: 1,
    mediaBox: [0, 0, 5950, 842],
    cropBox: [0, 0, 5950, 842],
    rotate: 0,
    userUnit: 1,
  } as const;
  return { geometry, characters };
}

describe('anonymised letter', () => {
  it('knows requester, handler and signatory, and leaves the authority', () => {
    const texts = personalTexts(dossier);
    for (const text of [
      'mr. A. Voorbeeld',
      'Postbus 1',
      '1000 AA Fictiestad',
      'C. Fictief',
      '070 000 00 00',
      'drs. B. Bedacht',
    ]) {
      assert.ok(texts.includes(text), text);
    }
    for (const text of ['De Staatssecretaris van Voorbeeldzaken', 'de Dienst Voorbeeld', 'Postbus 20000']) {
      assert.ok(!texts.includes(text), text);
    }
  });

  it('marks them wherever they stand, whole words only, on the ground of privacy', async () => {
    const marks: RedactionMark[] = [];
    const pdf = {
      ...textPdf((request) => marks.push(...request.marks)),
      text: async () => [page('Aan mr. A. Voorbeeld, Postbus 1. Van Postbus 10.')],
    };
    const look = { box: { look: 'black', code: 'inside' }, widthProtection: 'off' } as const;
    await anonymisedLetter(new Uint8Array(), dossier, pdf, look);
    assert.deepEqual(marks.map(({ quote }) => quote).sort(), ['Postbus 1', 'mr. A. Voorbeeld']);
    assert.ok(marks.every(({ codes, page: number }) => codes.join() === '10.2.e' && number === 1));
    assert.equal(new Set(marks.map(({ id }) => id)).size, marks.length);
  });
});

/** An element of a small XML file without mixed content. */
interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Xml[];
  text: string;
}

/** Reads well-formed XML; throws where a tag is not closed in its place. */
function readXml(xml: string): Xml {
  const top: Xml = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (const [, declaration, close, name = '', attributes = '', empty, text = ''] of xml.matchAll(
    /<(\?[^>]*\?)>|<(\/)?([\w:]+)((?: [\w:]+="[^"<]*")*)(\/)?>|([^<]+)/g,
  )) {
    const current = open.at(-1);
    assert.ok(current);
    if (declaration !== undefined) continue;
    if (name === '') current.text += text.trim();
    else if (close === undefined) {
      const pairs = [...attributes.matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
      const made: Xml = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      current.children.push(made);
      if (empty === undefined) open.push(made);
    } else assert.equal(open.pop()?.name, name);
  }
  assert.equal(open.length, 1);
  const [root, ...others] = top.children;
  assert.ok(root && others.length === 0);
  return root;
}

function find(node: Xml, name: string): Xml | undefined {
  if (node.name === `diwoo:${name}`) return node;
  return node.children.map((each) => find(each, name)).find((each) => each !== undefined);
}

/** What an element holds: others in this order, or a text of this shape; `?` marks what may be missing. */
type Shape = RegExp | { readonly [name: string]: Shape };

const TEXT = /\S/;
const RESOURCE = /^https?:\/\/\S+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** The elements of DiWoo metadata, in the order of the standard; those with a value list carry its URI. */
const ELEMENTS: Shape = {
  identifiers: { identifier: TEXT },
  'publisher@': TEXT,
  'verantwoordelijke@': TEXT,
  'opsteller@': TEXT,
  titelcollectie: { officieleTitel: TEXT },
  omschrijvingen: { omschrijving: TEXT },
  classificatiecollectie: {
    informatiecategorieen: { 'informatiecategorie@': TEXT },
    documentsoorten: { documentsoort: TEXT },
    themas: { thema: TEXT },
    trefwoorden: { 'trefwoord*': TEXT },
  },
  creatiedatum: DAY,
  geldigheid: { begindatum: MOMENT },
  'language@': TEXT,
  'format@': TEXT,
  'isPartOf?': TEXT,
  documenthandelingen: { documenthandeling: { 'soortHandeling@': TEXT, atTime: MOMENT } },
};

function holds(node: Xml, shape: Shape): void {
  if (shape instanceof RegExp) {
    assert.deepEqual(node.children, [], node.name);
    assert.match(node.text, shape, node.name);
    return;
  }
  let at = 0;
  for (const [key, inner] of Object.entries(shape)) {
    const name = `diwoo:${key.replace(/[@?*]$/, '')}`;
    const found: Xml[] = [];
    while (node.children[at]?.name === name) found.push(node.children[at++]!);
    assert.ok(found.length > 0 || key.endsWith('?'), `${node.name} lacks ${name}, or has it elsewhere`);
    assert.ok(found.length < 2 || key.endsWith('*'), `${node.name} has ${name} twice`);
    for (const each of found) {
      if (key.endsWith('@')) assert.match(each.attributes['resource'] ?? '', RESOURCE, name);
      holds(each, inner);
    }
  }
  assert.equal(node.children[at]?.name, undefined, `${node.name} has more than the standard knows`);
}

describe('metadata to publish with', () => {
  const model = buildDecision({ dossier, documents, groundSet: groundSetFor('wob') });
  const file = {
    identifier: 'X-1',
    title: '<b>&"',
    kind: 'nota',
    description: 'D',
    decision: false,
  } as const;

  const BODY = 'https://identifier.overheid.nl/tooi/id/ministerie/mnre1025';

  for (const decision of [true, false]) {
    it(`follows the standard’s list of elements for ${decision ? 'the decision' : 'a document'}`, () => {
      const root = readXml(diwooXml(model, { ...file, decision, body: BODY, date: '2021-03-15' }));
      assert.equal(root.name, 'diwoo:Document');
      assert.equal(root.attributes['xmlns:diwoo'], 'https://standaarden.overheid.nl/diwoo/metadata/');
      assert.deepEqual(
        root.children.map(({ name }) => name),
        ['diwoo:DiWoo'],
      );
      const [content] = root.children;
      assert.ok(content);
      holds(content, ELEMENTS);
    });
  }

  it('escapes what is in it, and names the category by its number', () => {
    const root = readXml(diwooXml(model, file));
    assert.equal(find(root, 'officieleTitel')?.text, '&lt;b&gt;&amp;&quot;');
    assert.match(find(root, 'informatiecategorie')?.attributes['resource'] ?? '', /kern\/c_3baef532$/);
  });

  it('makes a day of a month or year, and of no date that of the decision', () => {
    assert.match(diwooXml(model, { ...file, date: '2020' }), /<diwoo:creatiedatum>2020-01-01</);
    assert.match(diwooXml(model, { ...file, date: '2020-07' }), /<diwoo:creatiedatum>2020-07-01</);
    assert.match(diwooXml(model, file), /<diwoo:creatiedatum>2021-11-30</);
    assert.match(diwooXml(model, { ...file, date: 'ooit' }), /<diwoo:creatiedatum>2021-11-30</);
  });
});
