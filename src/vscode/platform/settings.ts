import * as vscode from 'vscode';
import type { FindingCode, FindingSeverity } from '../../core/diagnostics/types.ts';
import type { LawId } from '../../core/grounds/types.ts';
import type { Language } from '../../core/l10n/language.ts';
import type { BoxStyle, WidthProtection } from '../../core/ports/pdf.ts';

const languages: readonly Language[] = ['nl', 'en'];
const laws: readonly LawId[] = ['wob', 'woo'];
const severities: readonly FindingSeverity[] = ['error', 'warning', 'info', 'off'];
const looks: readonly BoxStyle['look'][] = ['black', 'white'];
const codePlaces: readonly BoxStyle['code'][] = ['inside', 'beside', 'none'];
const protections: readonly WidthProtection[] = ['off', 'standard', 'strict'];

function section(scope?: vscode.Uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('lakmoes', scope);
}

/** One of the allowed values; a settings file may hold anything. */
function choice<T extends string>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.find((item) => item === value) ?? fallback;
}

/** `lakmoes.language`. */
export function language(): Language {
  return choice(section().get('language'), languages, 'nl');
}

/** `lakmoes.law`: for a PDF that belongs to no dossier. */
export function defaultLaw(scope: vscode.Uri): LawId {
  return choice(section(scope).get('law'), laws, 'woo');
}

/** `lakmoes.author`, if any. */
export function author(): string | undefined {
  const value = section().get('author');
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** `lakmoes.findings.severity`: only what is set and valid. */
export function severityOverrides(scope?: vscode.Uri): Partial<Record<FindingCode, FindingSeverity>> {
  const value = section(scope).get<Record<string, unknown>>('findings.severity') ?? {};
  return Object.fromEntries(
    Object.entries(value).filter(([, level]) => severities.some((known) => known === level)),
  ) as Partial<Record<FindingCode, FindingSeverity>>;
}

/** `lakmoes.export.box.*`. */
export function boxStyle(scope?: vscode.Uri): BoxStyle {
  const settings = section(scope);
  const colours = Object.fromEntries(
    Object.entries(settings.get<Record<string, unknown>>('export.box.colours') ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^#[0-9a-f]{6}$/i.test(entry[1]),
    ),
  );
  return {
    look: choice(settings.get('export.box.look'), looks, 'black'),
    code: choice(settings.get('export.box.code'), codePlaces, 'inside'),
    ...(Object.keys(colours).length > 0 ? { colours } : {}),
  };
}

/** `lakmoes.export.widthProtection`. */
export function widthProtection(scope?: vscode.Uri): WidthProtection {
  return choice(section(scope).get('export.widthProtection'), protections, 'standard');
}

/** `lakmoes.export.combined`: also all documents in one PDF. */
export function combined(scope?: vscode.Uri): boolean {
  return section(scope).get('export.combined') === true;
}
