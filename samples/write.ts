import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDossier } from '../src/core/dossier/format.ts';
import type { Dossier, DossierDocument } from '../src/core/dossier/types.ts';
import { WOB } from '../src/core/grounds/wob.ts';
import type { Redaction } from '../src/core/model/redaction.ts';
import { formatSidecar } from '../src/core/sidecar/format.ts';
import type { SampleDocument } from './documents/document.ts';
import type { BuiltDocument } from './kit.ts';
import type { MarkLabel } from './inline.ts';

/** When all marks were placed. */
const PLACED = '2022-01-10T10:00:00+01:00';
const AUTHOR = 'D. Dossierman';

/** Who proposed a suggestion, by its reason. */
const DETECTORS: Readonly<Record<string, string>> = {
  ambtenaren: 'detector:telefoon',
  burgers: 'detector:e-mail',
  mailbox: 'detector:e-mail',
};

/** Writes a case folder: the dossier, its PDFs and their sidecars. What was in the folder goes. */
export async function writeCase(
  folder: string,
  caseFile: Omit<Dossier, 'documents'>,
  documents: readonly SampleDocument[],
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const digits = String(documents.length).length;
  const rows: DossierDocument[] = [];
  for (const [index, document] of documents.entries()) {
    const number = String(index + 1);
    const { name, build, row } = document;
    if (!name || !build) {
      rows.push({ number, ...row });
      continue;
    }
    const file = `${number.padStart(digits, '0')}-${name}.pdf`;
    const built = await build();
    writeFileSync(join(folder, file), built.bytes);
    const sidecar = sidecarOf(built, document.reviewed);
    if (sidecar) writeFileSync(join(folder, `${file}.redactions.json`), sidecar);
    rows.push({ number, file, ...row });
  }
  writeFileSync(join(folder, 'zaak.dossier.json'), formatDossier({ ...caseFile, documents: rows }));
}

/** The marks that a document was built with. */
export function marksOf(built: BuiltDocument): readonly Redaction[] {
  return [
    ...built.placed.map(({ label, page, quads, quote }, index) => ({
      ...common(`t${index + 1}`),
      ...judged(label),
      page,
      kind: 'text' as const,
      quads,
      quote,
    })),
    ...built.areas.map((area, index) => ({
      ...common(`g${index + 1}`),
      status: 'accepted' as const,
      origin: 'manual',
      kind: 'area' as const,
      ...area,
    })),
  ];
}

/** Text of the sidecar, or undefined when there is nothing to remember. */
function sidecarOf(built: BuiltDocument, reviewed: readonly number[] = []): string | undefined {
  const { bytes, pages } = built;
  const redactions = marksOf(built);
  if (redactions.length === 0 && reviewed.length === 0) return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const review = reviewed.length > 0 ? { review: { pages: reviewed } } : {};
  return formatSidecar({ version: 1, source: { sha256, bytes: bytes.length, pages }, redactions, ...review });
}

function common(id: string) {
  return { id, author: AUTHOR, created: PLACED, modified: PLACED };
}

function judged({ reason, suggested }: MarkLabel) {
  const grounds = reason ? WOB.reasons.find(({ id }) => id === reason)?.grounds : [];
  if (!grounds) throw new Error(`The Wob has no reason ${String(reason)}.`);
  return {
    grounds,
    ...(reason ? { reason } : {}),
    status: suggested ? ('suggested' as const) : ('accepted' as const),
    origin: suggested ? (DETECTORS[reason ?? ''] ?? 'search') : 'manual',
  };
}
