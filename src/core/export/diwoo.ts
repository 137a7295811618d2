import { dutchDate } from '../decision/dutch.ts';
import { firstDay } from '../dossier/dates.ts';
import type { DecisionModel } from '../decision/types.ts';
import { escapeMarkup } from './xml.ts';

const NAMESPACE = 'https://standaarden.overheid.nl/diwoo/metadata/';
/** TOOI value lists (identifier.overheid.nl): "Woo-verzoeken en -besluiten", and what was done with a document. */
const KERN = 'https://identifier.overheid.nl/tooi/def/thes/kern/';
const CATEGORY = { label: 'Woo-verzoeken en -besluiten', resource: `${KERN}c_3baef532` };
const SIGNED = { label: 'ondertekening', resource: `${KERN}c_e1ec050e` };
const ADOPTED = { label: 'vaststelling', resource: `${KERN}c_641ecd76` };
/** Value lists of the Publications Office of the European Union. */
const DUTCH = {
  label: 'Nederlands',
  resource: 'http://publications.europa.eu/resource/authority/language/NLD',
};
const PDF = { label: 'pdf', resource: 'http://publications.europa.eu/resource/authority/file-type/PDF' };

interface Concept {
  readonly label: string;
  readonly resource?: string;
}

/** What is published: the decision, or a document of annex 3. */
export interface PublishedFile {
  readonly identifier: string;
  readonly title: string;
  readonly kind: string;
  /** URI of the body in the register of organisations (TOOI). */
  readonly body?: string;
  /** ISO date, year-month or year of the document. */
  readonly date?: string;
  readonly description: string;
  /** The decision itself is signed; its annexes are part of it. */
  readonly decision: boolean;
}

/**
 * Metadata to publish a file with, by the DiWoo standard (standaarden.overheid.nl/diwoo/metadata, elements of
 * versions 0.9.1 and later). The standard wants the body's URI in the register too; without it the body is named only.
 */
export function diwooXml(model: DecisionModel, file: PublishedFile): string {
  const decided = model.isoDate ?? '';
  const date = firstDay(file.date) ?? decided;
  const body: Concept = {
    label: model.letterhead.organisation ?? model.letterhead.authority,
    ...(file.body === undefined ? {} : { resource: file.body }),
  };
  const text = (name: string, content: string): string =>
    `<diwoo:${name}>${escapeMarkup(content)}</diwoo:${name}>`;
  const concept = (name: string, { label, resource }: Concept): string =>
    resource === undefined
      ? text(name, label)
      : `<diwoo:${name} resource="${escapeMarkup(resource)}">${escapeMarkup(label)}</diwoo:${name}>`;
  const group = (name: string, ...parts: readonly string[]): string =>
    `<diwoo:${name}>${parts.join('')}</diwoo:${name}>`;
  const parts = [
    group('identifiers', text('identifier', file.identifier)),
    concept('publisher', body),
    concept('verantwoordelijke', body),
    concept('opsteller', body),
    group('titelcollectie', text('officieleTitel', file.title)),
    group('omschrijvingen', text('omschrijving', file.description)),
    group(
      'classificatiecollectie',
      group('informatiecategorieen', concept('informatiecategorie', CATEGORY)),
      group('documentsoorten', text('documentsoort', file.kind)),
      group('themas', text('thema', 'openbaarheid van bestuur')),
      group(
        'trefwoorden',
        text('trefwoord', file.kind),
        text('trefwoord', model.law === 'wob' ? 'Wob' : 'Woo'),
      ),
    ),
    text('creatiedatum', date),
    group('geldigheid', text('begindatum', `${date}T00:00:00`)),
    concept('language', DUTCH),
    concept('format', PDF),
    ...(file.decision ? [] : [text('isPartOf', `${model.title}, ${dutchDate(decided)}`)]),
    group(
      'documenthandelingen',
      group(
        'documenthandeling',
        concept('soortHandeling', file.decision ? SIGNED : ADOPTED),
        text('atTime', `${date}T00:00:00`),
      ),
    ),
  ];
  const content = parts.map((part) => `    ${part}\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<diwoo:Document xmlns:diwoo="${NAMESPACE}">
  <diwoo:DiWoo>
${content}  </diwoo:DiWoo>
</diwoo:Document>
`;
}
