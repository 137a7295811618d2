import type * as vscode from 'vscode';
import { sortRedactions } from '../../core/model/order.ts';
import type { Sidecar } from '../../core/model/redaction.ts';
import type { ParseFailure } from '../../core/model/result.ts';
import { parseSidecar } from '../../core/sidecar/parse.ts';
import { readIfPresent } from '../platform/atomic.ts';

/** A sidecar as it stands on disk. `text` is undefined where there is no file. */
export type SidecarOnDisk =
  | { readonly kind: 'absent'; readonly text: undefined }
  | { readonly kind: 'valid'; readonly text: string; readonly sidecar: Sidecar }
  | { readonly kind: 'invalid'; readonly text: string; readonly failure: ParseFailure }
  | { readonly kind: 'unreadable'; readonly text: undefined; readonly message: string };

const suffix = '.redactions.json';

/** `brief.pdf` gives `brief.pdf.redactions.json`. */
export function sidecarUri(pdf: vscode.Uri): vscode.Uri {
  return pdf.with({ path: `${pdf.path}${suffix}` });
}

/** `brief.pdf.redactions.json` gives `brief.pdf`; undefined for another name. */
export function pdfUriOf(sidecar: vscode.Uri): vscode.Uri | undefined {
  return sidecar.path.toLowerCase().endsWith(`.pdf${suffix}`)
    ? sidecar.with({ path: sidecar.path.slice(0, -suffix.length) })
    : undefined;
}

/** Reads a sidecar; what is wrong with it is part of the answer, so this never rejects. */
export async function readSidecarFile(uri: vscode.Uri): Promise<SidecarOnDisk> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readIfPresent(uri);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unreadable', text: undefined, message };
  }
  if (bytes === undefined) return { kind: 'absent', text: undefined };
  return readSidecarText(new TextDecoder().decode(bytes));
}

/** The same for a text. */
export function readSidecarText(text: string): SidecarOnDisk {
  const result = parseSidecar(text);
  if (!result.ok) return { kind: 'invalid', text, failure: result };
  const redactions = sortRedactions(result.value.redactions);
  return { kind: 'valid', text, sidecar: { ...result.value, redactions } };
}
