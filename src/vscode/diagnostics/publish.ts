import * as vscode from 'vscode';
import type { Finding, FindingSeverity, JsonPath } from '../../core/diagnostics/types.ts';
import { type JsonRange, jsonRanges, type JsonRanges } from '../../core/sidecar/json-ranges.ts';
import { parseSidecar } from '../../core/sidecar/parse.ts';
import type { Casebook } from './casebook.ts';

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

/** Findings on dossiers themselves, by the URI of the file. */
export interface DossierFindings {
  readonly dossiers: readonly { readonly uri: vscode.Uri; readonly text: string }[];
  findings(dossier: vscode.Uri): readonly Finding[];
}

/** What is shown on one file, and what it was made from. */
interface Shown {
  readonly uri: vscode.Uri;
  readonly findings: readonly Finding[];
  readonly text: string | undefined;
  readonly diagnostics: readonly FindingDiagnostic[];
}

/**
 * Shows findings in the Problems panel: on the sidecar's JSON where there is one, since quick fixes work there,
 * else on the PDF; those on a dossier on its JSON.
 */
export class FindingPublisher implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('lakmoes');
  readonly #casebook: Casebook;
  readonly #dossiers: DossierFindings;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #shown = new Map<string, Shown>();

  constructor(casebook: Casebook, dossiers: DossierFindings) {
    this.#casebook = casebook;
    this.#dossiers = dossiers;
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
    return this.#shown.get(uri.toString())?.diagnostics ?? [];
  }

  publish(): void {
    const present = new Set<string>();
    for (const file of this.#casebook.files) {
      const onJson = file.disk.text !== undefined;
      const uri = onJson ? file.sidecarUri : file.pdf;
      this.#show(uri, file.findings, onJson ? textOf(uri, file.disk.text) : undefined, present);
    }
    for (const { uri, text } of this.#dossiers.dossiers)
      this.#show(uri, this.#dossiers.findings(uri), textOf(uri, text), present);
    for (const [key, { uri }] of this.#shown) {
      if (present.has(key)) continue;
      this.#collection.delete(uri);
      this.#shown.delete(key);
    }
  }

  /** Most files have not changed since the last time: those are left alone. */
  #show(uri: vscode.Uri, findings: readonly Finding[], text: string | undefined, present: Set<string>): void {
    if (findings.length === 0) return;
    const key = uri.toString();
    present.add(key);
    const known = this.#shown.get(key);
    if (known && known.text === text && sameFindings(known.findings, findings)) return;
    const diagnostics = toDiagnostics(findings, text);
    this.#shown.set(key, { uri, findings, text, diagnostics });
    this.#collection.set(uri, diagnostics);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The text as it is being edited, else as it is on disk. */
function textOf(uri: vscode.Uri, onDisk: string): string {
  const key = uri.toString();
  return (
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === key)?.getText() ?? onDisk
  );
}

function toDiagnostics(findings: readonly Finding[], text: string | undefined): FindingDiagnostic[] {
  if (text === undefined)
    return findings.map((finding) => new FindingDiagnostic(new vscode.Range(0, 0, 0, 0), finding));
  const ranges = jsonRanges(text);
  const places = findings.some((finding) => markOf(finding) !== undefined)
    ? placesOfMarks(text)
    : new Map<string, number>();
  const starts = lineStarts(text);
  return findings.map((finding) => {
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

/** The mark whose JSON a finding sits on. */
function markOf({ redactionId, related, path }: Finding): string | undefined {
  return redactionId ?? (path[0] === 'redactions' && path.length > 1 ? related?.[0] : undefined);
}

function rangeOf(
  finding: Finding,
  ranges: JsonRanges,
  places: ReadonlyMap<string, number>,
): JsonRange | undefined {
  const id = markOf(finding);
  if (id === undefined) return ranges.find(finding.path);
  const index = places.get(id);
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
