import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import * as vscode from 'vscode';
import type { Quad, Sidecar } from '../../src/core/model/redaction.ts';
import type { MarkDraft } from '../../src/core/protocol.ts';
import { parseSidecar } from '../../src/core/sidecar/parse.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import type { PdfDocument } from '../../src/vscode/editor/document.ts';
import type { PdfPanel } from '../../src/vscode/editor/panel.ts';

/** The running extension. */
export async function lakmoes(): Promise<LakmoesApi> {
  const extension = vscode.extensions.getExtension<LakmoesApi>('lakmoes.lakmoes');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Waits until `read` gives something other than undefined or false. */
export async function until<T>(what: string, read: () => T | undefined | false, limit = 20_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * A new folder in the workspace for one test. It is there at once: VS Code never watches a folder that is made in the
 * same breath as the one around it (microsoft/vscode#142694).
 */
export function freshFolder(): vscode.Uri {
  const workspace = vscode.workspace.workspaceFolders?.[0];
  assert.ok(workspace, 'a workspace is open');
  const folder = vscode.Uri.joinPath(workspace.uri, `proef-${globalThis.crypto.randomUUID().slice(0, 8)}`);
  mkdirSync(folder.fsPath);
  return folder;
}

/** A PDF with a line of text per entry, on as many pages as there are lists. */
export async function textPdf(...pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = document.addPage([595, 842]);
    for (const [index, line] of lines.entries())
      page.drawText(line, { x: 72, y: 760 - index * 24, size: 12, font });
  }
  return document.save();
}

/** A PDF of objects as they are written in the file, numbered from 1; the first is the catalog. */
export function rawPdf(objects: readonly string[], trailer = ''): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [index, object] of objects.entries()) {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const size = objects.length + 1;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n`, ...rows);
  parts.push(`trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`);
  return new TextEncoder().encode(parts.join(''));
}

/** A PDF of so many pages, each with its number and a name. */
export function longPdf(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const pages = Array.from({ length: count }, (_, index) => {
    const content = `BT /F1 12 Tf 72 760 Td (Bladzij ${index + 1}) Tj 0 -24 Td (Jan Voorbeeld) Tj ET`;
    return [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + 2 * index} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ];
  });
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flat(),
  ]);
}

/** A PDF that opens with a password only. */
export function lockedPdf(): Uint8Array {
  const key = `<${'5a'.repeat(32)}>`;
  return rawPdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
      `<</Filter/Standard/V 1/R 2/O${key}/U${key}/P -4>>`,
    ],
    '/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]',
  );
}

/** A PDF without a page. */
export function emptyPdf(): Uint8Array {
  return rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']);
}

/** Writes a file and returns its URI. */
export async function put(
  folder: vscode.Uri,
  name: string,
  content: Uint8Array | string,
): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.createDirectory(folder);
  await vscode.workspace.fs.writeFile(
    uri,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
  return uri;
}

/** Text of a file, or undefined where there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}

/** The sidecar's URI of a PDF. */
export function sidecarOf(pdf: vscode.Uri): vscode.Uri {
  return pdf.with({ path: `${pdf.path}.redactions.json` });
}

/** The sidecar on disk; fails where there is none or it is not valid. */
export async function readSidecar(pdf: vscode.Uri): Promise<Sidecar> {
  const text = await textOf(sidecarOf(pdf));
  assert.ok(text !== undefined, 'there is a sidecar');
  const result = parseSidecar(text);
  assert.ok(result.ok, 'the sidecar is valid');
  return result.value;
}

/** Opens a PDF in the editor and waits until its page has reported. */
export async function openPdf(
  api: LakmoesApi,
  pdf: vscode.Uri,
): Promise<{ readonly document: PdfDocument; readonly panel: PdfPanel }> {
  await vscode.commands.executeCommand('vscode.open', pdf);
  const document = await until('the document', () => api.editor.document(pdf));
  const panel = await until('the panel', () => api.editor.panels(document)[0]);
  await until('the PDF to be examined', () => document.source.state.kind !== 'loading');
  await until('the page', () => panel.state);
  return { document, panel };
}

/** Lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The tab that is active. */
export function activeTab(): vscode.Tab {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  assert.ok(tab, 'a tab is active');
  return tab;
}

/** An upright rectangle as a quad. */
export function box(left: number, bottom: number, right: number, top: number): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** A rectangle that a person drags on page 1. */
export function area(left: number, bottom: number, right: number, top: number, page = 1): MarkDraft {
  return { page, kind: 'area', quads: [box(left, bottom, right, top)] };
}

/** Closes everything without saving. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0))
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Answers VS Code's messages from the extension instead of a person; `restore` ends it. */
export function answerMessages(answer: (message: string, titles: readonly string[]) => string | undefined): {
  readonly asked: readonly string[];
  restore(): void;
} {
  const asked: string[] = [];
  const kinds = ['showWarningMessage', 'showInformationMessage', 'showErrorMessage'] as const;
  const originals = kinds.map((kind) => [kind, vscode.window[kind]] as const);
  const fake = (message: string, ...rest: readonly unknown[]): Promise<unknown> => {
    asked.push(message);
    const items = rest.filter(
      (item) => typeof item === 'string' || (typeof item === 'object' && item !== null && 'title' in item),
    );
    const titles = items.map((item) =>
      typeof item === 'string' ? item : (item as vscode.MessageItem).title,
    );
    const chosen = answer(message, titles);
    return Promise.resolve(chosen === undefined ? undefined : items[titles.indexOf(chosen)]);
  };
  for (const kind of kinds) Object.assign(vscode.window, { [kind]: fake });
  return {
    asked,
    restore: () =>
      originals.forEach(([kind, original]) => Object.assign(vscode.window, { [kind]: original })),
  };
}
