import type { Finding } from '../core/diagnostics/types.ts';
import type { Language } from '../core/l10n/language.ts';
import { jsonRanges } from '../core/sidecar/json-ranges.ts';
import { texts } from './texts.ts';

/** A finding with its place in a file. Lines and columns from 1. */
export interface PlacedFinding {
  /** Path with forward slashes. */
  readonly file: string;
  readonly document?: string;
  readonly line: number;
  readonly column: number;
  readonly finding: Finding;
}

/** Puts findings at their place in the JSON text of `file`. */
export function placeFindings(
  file: string,
  text: string,
  findings: readonly { readonly document?: string; readonly finding: Finding }[],
): readonly PlacedFinding[] {
  const ranges = jsonRanges(text);
  return findings.map(({ document, finding }) => {
    const before = text.slice(0, ranges.find(finding.path)?.start ?? 0);
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    return { file, line, column, finding, ...(document === undefined ? {} : { document }) };
  });
}

/** `file:line:column: severity: message [code]`, as editors and terminals link it. */
export function findingsText(findings: readonly PlacedFinding[], language: Language): string {
  const text = texts[language];
  if (findings.length === 0) return text.nothingFound;
  const count = (severity: Finding['severity']): string =>
    String(findings.filter(({ finding }) => finding.severity === severity).length);
  const lines = findings.map(
    ({ file, line, column, finding }) =>
      `${file}:${line}:${column}: ${text[finding.severity]}: ${finding.message} [${finding.code}]`,
  );
  return [...lines, text.counted(count('error'), count('warning'), count('info'))].join('\n');
}

/** One object. */
export function findingsJson(findings: readonly PlacedFinding[]): unknown {
  return {
    ok: !hasErrors(findings),
    findings: findings.map(({ finding, ...place }) => ({
      ...place,
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      ...(finding.page === undefined ? {} : { page: finding.page }),
      ...(finding.redactionId === undefined ? {} : { redactionId: finding.redactionId }),
    })),
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS), for pipelines that show findings in a review. */
export function findingsSarif(findings: readonly PlacedFinding[], version: string): unknown {
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Lakmoes', version, rules: codes.map((id) => ({ id })) } },
        results: findings.map(({ file, line, column, finding }) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: LEVELS[finding.severity],
          message: { text: finding.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file) },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
}

export function hasErrors(findings: readonly PlacedFinding[]): boolean {
  return findings.some(({ finding }) => finding.severity === 'error');
}
