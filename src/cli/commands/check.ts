import { checkCase } from '../../core/export/check-case.ts';
import { loadCase, SIDECAR_SUFFIX } from '../../core/export/load-case.ts';
import { texts as exportTexts } from '../../core/export/texts.ts';
import { ExportBlocked } from '../../core/export/types.ts';
import { groundSetFor } from '../../core/grounds/sets.ts';
import { checkSidecar } from '../../core/diagnostics/check-sidecar.ts';
import { Unusable, type Context, type ExitCode } from '../context.ts';
import {
  findingsJson,
  findingsSarif,
  findingsText,
  hasErrors,
  placeFindings,
  type PlacedFinding,
} from '../findings.ts';
import { sha256 } from '../hash.ts';
import { uriOf } from '../node-files.ts';
import type { Options } from '../options.ts';
import { lawOf, onPdf, readInput, readSidecar, shown } from '../reading.ts';
import { texts } from '../texts.ts';

const DOSSIER_SUFFIX = '.dossier.json';

/** `lakmoes check`: findings on a dossier, on the dossiers in a folder, or on sidecars that have no dossier. */
export async function check(input: string, options: Options, context: Context): Promise<ExitCode> {
  const findings = (await Promise.all(await subjects(input, options, context))).flat();
  const { format } = options;
  if (format === 'text') context.print(findingsText(findings, context.language));
  else if (format === 'json') context.print(JSON.stringify(findingsJson(findings)));
  else context.print(JSON.stringify(findingsSarif(findings, '0.1.0')));
  return hasErrors(findings) ? 1 : 0;
}

async function subjects(
  input: string,
  options: Options,
  context: Context,
): Promise<readonly Promise<readonly PlacedFinding[]>[]> {
  const { files, language } = context;
  const uri = uriOf(input);
  if (!(await files.exists(uri))) throw new Unusable(exportTexts[language].fileNotFound(shown(uri, context)));
  const entries = await files.list(uri).catch(() => undefined);
  if (entries === undefined || (entries.length === 0 && input.endsWith('.json'))) {
    return input.endsWith(SIDECAR_SUFFIX)
      ? [checkAlone(input.slice(0, -SIDECAR_SUFFIX.length), options, context)]
      : [checkDossierFile(uri, context)];
  }
  const names = entries.filter(({ directory }) => !directory).map(({ name }) => name);
  const dossiers = names.filter((name) => name.endsWith(DOSSIER_SUFFIX)).sort();
  if (dossiers.length > 0) return dossiers.map((name) => checkDossierFile(files.join(uri, name), context));
  const sidecars = names.filter((name) => name.endsWith(SIDECAR_SUFFIX)).sort();
  if (sidecars.length === 0) throw new Unusable(texts[language].noDossier(shown(uri, context)));
  return sidecars.map((name) =>
    checkAlone(`${input}/${name.slice(0, -SIDECAR_SUFFIX.length)}`, options, context),
  );
}

async function checkDossierFile(uri: string, context: Context): Promise<readonly PlacedFinding[]> {
  const { files, pdf, language, signal } = context;
  const source = await loadCase({
    dossierUri: uri,
    files,
    pdf,
    language,
    signal,
    hash: sha256,
    words: true,
    onProgress: (done, total) => context.progress(texts[language].read, done, total),
  }).catch((error: unknown) => {
    if (error instanceof ExportBlocked && error.unusable)
      throw new Unusable(error.problems[0]?.message ?? '');
    throw error;
  });
  const { findings } = checkCase(source, { groundSet: groundSetFor(source.dossier.law), language });
  const byFile = new Map<string, (typeof findings)[number][]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  const placed = await Promise.all(
    [...byFile].map(async ([file, group]) => {
      const place = files.join(source.folderUri, ...file.split('/'));
      // A finding on a document without marks is on the PDF itself.
      const text = file.endsWith('.json') ? new TextDecoder().decode(await files.read(place)) : '{}';
      return placeFindings(shown(place, context), text, group);
    }),
  );
  return placed.flat();
}

/** A sidecar without a dossier: the law follows from `--law` or from its codes. */
async function checkAlone(
  pdfPath: string,
  options: Options,
  context: Context,
): Promise<readonly PlacedFinding[]> {
  const { sidecar, uri, text } = await readSidecar(pdfPath, undefined, context);
  const bytes = await readInput(pdfPath, context);
  const { pages } = await onPdf(pdfPath, context, () =>
    context.pdf.describe(bytes, { signal: context.signal }),
  );
  const findings = checkSidecar({
    sidecar,
    groundSet: groundSetFor(options.law ?? lawOf(sidecar)),
    actual: { sha256: sha256(bytes), pages },
    language: context.language,
  });
  return placeFindings(
    shown(uri, context),
    text,
    findings.map((finding) => ({ finding })),
  );
}
