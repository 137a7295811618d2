import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { formatDossier } from '../../../src/core/dossier/format.ts';
import type { Dossier } from '../../../src/core/dossier/types.ts';
import type { Quad, Redaction } from '../../../src/core/model/redaction.ts';
import { formatSidecar } from '../../../src/core/sidecar/format.ts';

/** A line of text at a place, with the words in it that are to be marked. */
interface Line {
  readonly text: string;
  readonly secrets?: readonly {
    readonly words: string;
    readonly grounds: readonly string[];
    readonly reason: string;
  }[];
}

const SIZE = 12;
const LEFT = 72;

/** A one-page PDF with the given lines, and the marks on their secrets. */
export async function makePdf(
  lines: readonly Line[],
): Promise<{ readonly bytes: Uint8Array; readonly marks: readonly Redaction[] }> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  const marks: Redaction[] = [];
  for (const [index, { text, secrets = [] }] of lines.entries()) {
    const y = 760 - index * 24;
    page.drawText(text, { x: LEFT, y, size: SIZE, font });
    for (const { words, grounds, reason } of secrets) {
      const before = text.slice(0, text.indexOf(words));
      const x1 = LEFT + font.widthOfTextAtSize(before, SIZE);
      const x2 = x1 + font.widthOfTextAtSize(words, SIZE);
      const quad: Quad = [x1, y + 10, x2, y + 10, x1, y - 3, x2, y - 3];
      marks.push({
        id: `m${index}-${marks.length}`,
        page: 1,
        kind: 'text',
        quads: [quad],
        quote: words,
        grounds,
        reason,
        status: 'accepted',
        origin: 'manual',
        created: '2021-11-01T09:00:00+01:00',
        modified: '2021-11-01T09:00:00+01:00',
      });
    }
  }
  return { bytes: await document.save(), marks };
}

/** A case folder as a lawyer has it, with one document of each kind. */
export interface CaseOnDisk {
  readonly folder: string;
  readonly dossier: string;
  readonly secrets: readonly string[];
}

/** Writes a sidecar beside `path`. */
export async function writeSidecar(
  path: string,
  bytes: Uint8Array,
  redactions: readonly Redaction[],
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const sidecar = { version: 1, source: { sha256, bytes: bytes.length, pages: 1 }, redactions } as const;
  await writeFile(`${path}.redactions.json`, formatSidecar(sidecar));
}

/** Makes a small Wob case in a new temporary folder; `change` alters the dossier before it is written. */
export async function makeCase(change: (dossier: Dossier) => Dossier = (each) => each): Promise<CaseOnDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'lakmoes-zaak-'));
  const files: Record<string, readonly Line[]> = {
    'stukken/bericht.pdf': [
      { text: 'Informatiebericht 2021/82' },
      {
        text: 'Behandeld door Pieter Bedacht, toestel 0123456.',
        secrets: [{ words: 'Pieter Bedacht', grounds: ['10.2.e'], reason: 'ambtenaren' }],
      },
      {
        text: 'Vraag altijd naar de kleur van de voordeur.',
        secrets: [{ words: 'de kleur van de voordeur', grounds: ['10.2.d'], reason: 'werkwijze' }],
      },
    ],
    'stukken/mail.pdf': [
      {
        text: 'Aan: postbus.proef@voorbeeld.example',
        secrets: [{ words: 'postbus.proef', grounds: ['10.2.g'], reason: 'mailbox' }],
      },
      { text: 'Dit bericht is verder openbaar.' },
    ],
    'stukken/open.pdf': [{ text: 'Dit document is geheel openbaar.' }],
  };
  const secrets: string[] = [];
  for (const [path, lines] of Object.entries(files)) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    const { bytes, marks } = await makePdf(lines);
    await writeFile(place, bytes);
    if (marks.length > 0) await writeSidecar(place, bytes, marks);
    secrets.push(...marks.map(({ quote }) => quote ?? ''));
  }
  const dossier: Dossier = {
    version: 1,
    law: 'wob',
    request: {
      date: '2021-09-06',
      requester: { name: 'A. Voorbeeld', salutation: 'mevrouw' },
      subject: 'openbaarmaking van informatieberichten',
    },
    authority: {
      name: 'De Minister van Voorbeeldzaken',
      shortName: 'de Dienst Voorbeeld',
      address: ['Postbus 1', '1000 AA Fictiestad'],
    },
    decision: { date: '2021-11-30', reference: 'VBZ-1', signatory: { name: 'B. Bedacht-Verzonnen' } },
    documents: [
      {
        number: '1',
        title: 'Informatiebericht 2021/82',
        date: '2021-03-15',
        type: 'Informatiebericht',
        citation: 'informatiebericht 2021/82',
        file: 'stukken/bericht.pdf',
        status: 'assessed',
      },
      {
        number: '2',
        title: 'Bericht aan de postbus',
        type: 'E-mail',
        file: 'stukken/mail.pdf',
        status: 'assessed',
      },
      { number: '3', title: 'Open stuk', type: 'Brief', file: 'stukken/open.pdf', status: 'assessed' },
      {
        number: '4',
        title: 'Werkinstructie 2020/1',
        type: 'Werkinstructie',
        status: 'already-public',
        publicUrl: 'https://www.voorbeeld.example/wi',
      },
      { number: '5', title: 'Oud bericht', type: 'Informatiebericht', status: 'no-longer-valid' },
    ],
  };
  const path = join(folder, 'proef.dossier.json');
  await writeFile(path, formatDossier(change(dossier)));
  return { folder, dossier: path, secrets };
}
