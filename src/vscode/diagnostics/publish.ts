import * as vscode from 'vscode';
import type { Finding, FindingSeverity, JsonPath } from '../../core/diagnostics/types.ts';
import { jsonRanges, type JsonRanges } from '../../core/sidecar/json-ranges.ts';
import { parseSidecar } from '../../core/sidecar/parse.ts';
import type { Casebook, CaseFile } from './casebook.ts';

/** Shown before the code in the Problems panel. */
export const diagnosticSource = 'Lakmoes';

const severities: Readonly<Record<Exclude<FindingSeverity, 'off'>, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A diagnostic that knows its finding, for quick fixes. */
export class FindingDiagnostic extends vscode.Diagnostic {
  readonly finding: Finding;

  constructor(range: vscode.Range, finding: Finding) {
    super(range, finding.message, severities[finding.severity]);
    this.finding = finding;
    this.source = diagnosticSource;
    const argument = encodeURIComponent(JSON.stringify([finding.code]));
    this.code = {
      value: finding.code,
      target: vscode.Uri.parse(`command:lakmoes.explainFinding?${argument}`),
    };
  }
}

/**
 * Shows findings in the Problems panel: on the sidecar's JSON where there is one, since quick fixes work there,
 * else on the PDF.
 */
export class FindingPublisher implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('lakmoes');
  readonly #casebook: Casebook;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #shown = new Map<string, readonly FindingDiagnostic[]>();

  constructor(casebook: Casebook) {
    this.#casebook = casebook;
    this.#subscriptions = [
      this.#collection,
      casebook.onDidChange(() => this.publish()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#shown.has(document.uri.toString())) this.publish();
      }),
    ];
  }

  /** Diagnostics of a file as shown now. */
  of(uri: vscode.Uri): readonly FindingDiagnostic[] {
    return this.#shown.get(uri.toString()) ?? [];
  }

  publish(): void {
    const next = new Map<string, { uri: vscode.Uri; diagnostics: FindingDiagnostic[] }>();
    for (const file of this.#casebook.files) {
      if (file.findings.length === 0) continue;
      const uri = file.disk.text === undefined ? file.pdf : file.sidecarUri;
      next.set(uri.toString(), { uri, diagnostics: toDiagnostics(file, uri) });
    }
    for (const key of this.#shown.keys()) if (!next.has(key)) this.#collection.delete(vscode.Uri.parse(key));
    this.#shown.clear();
    for (const [key, { uri, diagnostics }] of next) {
      this.#shown.set(key, diagnostics);
      this.#collection.set(uri, diagnostics);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function toDiagnostics(file: CaseFile, uri: vscode.Uri): FindingDiagnostic[] {
  if (file.disk.text === undefined)
    return file.findings.map((finding) => new FindingDiagnostic(new vscode.Range(0, 0, 0, 0), finding));
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? file.disk.text;
  const ranges = jsonRanges(text);
  const places = placesOfMarks(text);
  const starts = lineStarts(text);
  return file.findings.map((finding) => {
    const range = rangeOf(finding, ranges, places);
    return new FindingDiagnostic(
      new vscode.Range(positionAt(starts, range?.start ?? 0), positionAt(starts, range?.end ?? 0)),
      finding,
    );
  });
}

/** Index of each mark in this text; the findings' own paths are of the marks in memory. */
function placesOfMarks(text: string): ReadonlyMap<string, number> {
  const result = parseSidecar(text);
  return new Map(result.ok ? result.value.redactions.map(({ id }, index) => [id, index]) : []);
}

function rangeOf(finding: Finding, ranges: JsonRanges, places: ReadonlyMap<string, number>) {
  if (finding.redactionId === undefined) return ranges.find(finding.path);
  const index = places.get(finding.redactionId);
  const path: JsonPath =
    index === undefined ? ['redactions'] : ['redactions', index, ...finding.path.slice(2)];
  const range = ranges.find(path);
  // A mark that is not in the file yet: the key, not the whole list.
  return index === undefined && range ? { start: range.start, end: range.start + 1 } : range;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): vscode.Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return new vscode.Position(low, offset - (starts[low] ?? 0));
}
