import { safeFileName } from '../decision/file-name.ts';
import type { DecisionModel } from '../decision/types.ts';
import type { GroundSet } from '../grounds/types.ts';
import { groundSetFor } from '../grounds/sets.ts';
import type { Redaction } from '../model/redaction.ts';
import type { RedactionMark } from '../ports/pdf.ts';
import { RenderError } from '../ports/render.ts';
import { changesSince } from './changes.ts';
import { checkCase } from './check-case.ts';
import { ExportFolder } from './export-folder.ts';
import { describePdfError, describeRenderError } from './failures.ts';
import { loadCase, marksOf, titleOf, type Case, type CaseDocument } from './load-case.ts';
import { manifestJson } from './manifest.ts';
import { inParallel } from './parallel.ts';
import { writePublication } from './publication.ts';
import { pageTable } from './page-table.ts';
import { reportHtml } from './report-page.ts';
import { documentReport, reportJson, type DocumentReport } from './report.ts';
import { summaryText } from './summary.ts';
import { texts } from './texts.ts';
import {
  ExportBlocked,
  ExportCancelled,
  ExportTemplateFailed,
  type ExportProblem,
  type ExportRequest,
  type ExportResult,
} from './types.ts';
import { encodeUtf8 } from './utf8.ts';

/** Documents that are redacted at a time. */
export const CONCURRENCY = 4;

/**
 * Exports a decision in one act: letter, inventory, redacted and proven documents, report, summary, manifest. Rejects
 * with `ExportBlocked` where findings hold it, `ExportTemplateFailed` where a house style is at fault and
 * `ExportCancelled`; then nothing is left behind. Sidecars are read and never written: no quote gets in.
 */
export async function exportDecision(request: ExportRequest): Promise<ExportResult> {
  const { files, language, signal, settings } = request;
  try {
    request.render.prepare();
    if (!settings.letterOnly) void request.pdf.prepare();
    const source = await loadCase({
      ...request,
      // Reading every text takes longer than the letter: only where its finding would stop the export.
      words: settings.severities?.['zelfde-tekst-ongemarkeerd'] === 'error',
      onProgress: (done, total) => request.onProgress?.('read', done, total),
    });
    const groundSet = request.groundSet ?? groundSetFor(source.dossier.law);
    const check = checkCase(source, {
      groundSet,
      language,
      ...(settings.severities === undefined ? {} : { severities: settings.severities }),
    });
    if (check.blocking.length > 0) throw new ExportBlocked(check.blocking);
    stopIfCancelled(request);

    const { model } = check;
    const subject = safeFileName(source.name.replace(/(\.dossier)?\.json$/i, ''), 100) || 'zaak';
    const base = `${subject}-${settings.letterOnly ? 'brief' : 'besluit'}-`;
    const name = `${base}${model.isoDate ?? ''}`;
    const folder = await ExportFolder.open(files, request.targetFolderUri, name, request.hash);
    try {
      const letter = await writeLetter(request, source.name, model, folder);
      const warnings = [...check.warnings, ...unfinished(folder, request)];
      if (settings.letterOnly) await writeManifest(model, folder);
      else {
        warnings.push(...(await writePublication(request, source, model, letter, folder)));
        const reports = await writeDocuments(request, source, model, groundSet.reasons, folder);
        warnings.push(
          ...rasterised(reports, request),
          ...tellingFonts(reports, request),
          ...cramped(reports, request),
          ...withoutCodes(reports, request),
        );
        stopIfCancelled(request);
        await writeAccount(request, model, groundSet, reports, folder);
      }
      stopIfCancelled(request);
      const changes = await changesSince(files, request.targetFolderUri, base, folder.written());
      const written = folder
        .written()
        .map(({ path }) => path)
        .sort();
      return {
        folder: await folder.finish(),
        files: written,
        warnings,
        model,
        ...(changes === undefined ? {} : { changes }),
      };
    } catch (error) {
      await folder.discard();
      throw error;
    }
  } catch (error) {
    if (signal?.aborted && !(error instanceof ExportBlocked)) throw new ExportCancelled('cancelled');
    throw error;
  }
}

function stopIfCancelled({ signal }: ExportRequest): void {
  if (signal?.aborted) throw new ExportCancelled('cancelled');
}

/** `name`: the dossier's, where what is wrong with a letter is mended. */
async function writeLetter(
  request: ExportRequest,
  name: string,
  model: DecisionModel,
  folder: ExportFolder,
): Promise<Uint8Array> {
  const { render, settings, signal, onProgress, language } = request;
  const { style } = settings;
  const inventory = model.annexes.inventory;
  const base = inventory === undefined ? '' : `${inventory.label} ${inventory.title}`;
  const outputs: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
    ['Besluit.pdf', () => render.letterPdf(model, signal, style === undefined ? {} : { style })],
    ['Besluit.docx', () => render.letterDocx(model, signal)],
    ...(inventory === undefined
      ? []
      : ([
          [`${base}.xlsx`, () => render.inventoryXlsx(model, signal)],
          [`${base}.csv`, () => Promise.resolve(render.inventoryCsv(model))],
        ] as const)),
  ];
  let letter = new Uint8Array() as Uint8Array;
  for (const [index, [path, make]] of outputs.entries()) {
    onProgress?.('letter', index, outputs.length);
    try {
      const bytes = await make();
      if (index === 0) letter = bytes;
      await folder.write(path, bytes);
    } catch (error) {
      if (!(error instanceof RenderError) || error.code === 'cancelled') throw error;
      const message = describeRenderError(error, language);
      if (error.code === 'template') throw new ExportTemplateFailed(message, { cause: error });
      throw new ExportBlocked([{ file: name, message }]);
    }
  }
  onProgress?.('letter', outputs.length, outputs.length);
  return letter;
}

/** Redacts and proves every document of annex 3. All are tried, so that all faults are told at once. */
async function writeDocuments(
  request: ExportRequest,
  source: Case,
  model: DecisionModel,
  reasons: Parameters<typeof documentReport>[2],
  folder: ExportFolder,
): Promise<readonly DocumentReport[]> {
  const rows = model.disclosed;
  const byNumber = new Map(source.documents.map((each) => [each.document.number, each]));
  const problems: ExportProblem[] = [];
  const parts: { title: string; bytes: Uint8Array }[] = [];
  const annex = model.annexes.disclosed?.label ?? '';
  let done = 0;
  request.onProgress?.('redact', 0, rows.length);
  const sourceOf = (row: (typeof rows)[number]): CaseDocument | undefined =>
    byNumber.get(row.document.number);
  const sizeOf = (row: (typeof rows)[number]): number => sourceOf(row)?.actual?.size ?? 0;
  const redactRow = async (
    row: (typeof rows)[number],
    index: number,
  ): Promise<DocumentReport | undefined> => {
    stopIfCancelled(request);
    const found = sourceOf(row);
    if (found?.path === undefined) return undefined;
    try {
      const { bytes, marks, report } = await redactOne(request, source, found);
      const file = `${annex}/${row.exportName ?? ''}`;
      await folder.write(file, bytes);
      if (request.settings.combined) parts[index] = { title: titleOf(found), bytes };
      return documentReport({ number: row.document.number, file }, marks, reasons, report);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      const message =
        error instanceof ChangedMeanwhile
          ? texts[request.language].changedMeanwhile(found.path)
          : describePdfError(error, found.path, request.language);
      problems.push({ file: found.path, document: row.document.number, message });
      return undefined;
    } finally {
      request.onProgress?.('redact', ++done, rows.length);
    }
  };
  const reports = await inParallel(rows, request.concurrency ?? CONCURRENCY, redactRow, sizeOf);
  if (problems.length > 0) throw new ExportBlocked(problems);
  if (request.settings.combined && parts.length > 0) {
    const call = request.signal === undefined ? {} : { signal: request.signal };
    await folder.write(`${annex} alle documenten.pdf`, await request.pdf.combine(parts, call));
    const pages = reports.filter((report) => report !== undefined);
    await folder.write(`${annex} alle documenten.csv`, encodeUtf8(pageTable(pages)));
  }
  return reports.filter((report) => report !== undefined);
}

class ChangedMeanwhile extends Error {}

async function redactOne(
  { files, pdf, hash, settings, signal }: ExportRequest,
  source: Case,
  found: CaseDocument,
): Promise<{ bytes: Uint8Array; marks: readonly Redaction[]; report: Parameters<typeof documentReport>[3] }> {
  const original = await files.read(files.join(source.folderUri, ...(found.path ?? '').split('/')));
  // The marks were held against the bytes that were read first; others have not been checked.
  if ((await hash(original)) !== found.actual?.sha256) throw new ChangedMeanwhile();
  const marks = marksOf(found).filter(({ status }) => status === 'accepted');
  const result = await pdf.redact(
    {
      bytes: original,
      marks: marks.map(toApply),
      box: settings.box,
      widthProtection: settings.widthProtection,
      title: titleOf(found),
      language: 'nl',
    },
    signal === undefined ? {} : { signal },
  );
  return { bytes: result.bytes, marks, report: result.report };
}

function toApply({ id, page, kind, quads, grounds, quote }: Redaction): RedactionMark {
  return { id, page, kind, quads, codes: grounds, ...(quote === undefined ? {} : { quote }) };
}

async function writeAccount(
  { onProgress, settings }: ExportRequest,
  model: DecisionModel,
  groundSet: GroundSet,
  documents: readonly DocumentReport[],
  folder: ExportFolder,
): Promise<void> {
  onProgress?.('finish', 0, 1);
  const { title: subject, letterhead } = model;
  const { widthProtection } = settings;
  const page = reportHtml({ subject, date: letterhead.date, groundSet, widthProtection, documents });
  await folder.write('verantwoording.json', encodeUtf8(reportJson(documents)));
  await folder.write('Verantwoording.html', encodeUtf8(page));
  const paths = folder.written().map(({ path }) => path);
  await folder.write('Samenvatting.txt', encodeUtf8(summaryText(model, documents, paths)));
  await writeManifest(model, folder);
  onProgress?.('finish', 1, 1);
}

async function writeManifest(model: DecisionModel, folder: ExportFolder): Promise<void> {
  await folder.write('manifest.json', manifestJson(model.law, model.isoDate ?? '', folder.written()));
}

/** The letter says that a code stands at every passage; a setting can leave the codes out. */
function withoutCodes(reports: readonly DocumentReport[], request: ExportRequest): readonly string[] {
  const marked = reports.some(({ marks }) => marks.length > 0);
  return request.settings.box.code === 'none' && marked ? [texts[request.language].withoutCodes] : [];
}

/** What an export left that was killed; nobody else would tell that copies of documents lie there. */
function unfinished({ others }: ExportFolder, { language }: ExportRequest): readonly string[] {
  return others.map((name) => texts[language].unfinishedExport(name));
}

function rasterised(reports: readonly DocumentReport[], { language }: ExportRequest): readonly string[] {
  return reports
    .filter((report) => report.rasterised.length > 0)
    .map((report) => texts[language].rasterised(report.number, report.rasterised.join(', ')));
}

function tellingFonts(reports: readonly DocumentReport[], { language }: ExportRequest): readonly string[] {
  return reports
    .filter((report) => report.tellingFonts > 0)
    .map((report) => texts[language].tellingFonts(report.number));
}

function cramped(reports: readonly DocumentReport[], { language }: ExportRequest): readonly string[] {
  return reports
    .filter((report) => report.cramped.length > 0)
    .map((report) => texts[language].cramped(report.number, report.cramped.join(', ')));
}
