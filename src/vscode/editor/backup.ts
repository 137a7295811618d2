import * as vscode from 'vscode';
import type { Sidecar } from '../../core/model/redaction.ts';
import { formatSidecar } from '../../core/sidecar/format.ts';
import type { PdfDocument } from './document.ts';
import { readSidecarText, type SidecarOnDisk } from './sidecar-file.ts';

/** A hot-exit backup: the marks in memory and the sidecar that they were based on. */
interface BackupFile {
  readonly marks: string;
  readonly base: string | null;
}

/** Writes the backup of a document with unsaved marks. */
export async function writeBackup(destination: vscode.Uri, document: PdfDocument): Promise<void> {
  const backup: BackupFile = { marks: formatSidecar(document.sidecar), base: document.disk.text ?? null };
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(destination, '..'));
  await vscode.workspace.fs.writeFile(destination, new TextEncoder().encode(JSON.stringify(backup)));
}

/** Reads a backup; undefined where it is gone or damaged. */
export async function readBackup(
  source: vscode.Uri,
): Promise<{ readonly sidecar: Sidecar; readonly disk: SidecarOnDisk } | undefined> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
    const { marks, base } = JSON.parse(text) as Partial<BackupFile>;
    const restored = typeof marks === 'string' ? readSidecarText(marks) : undefined;
    if (restored?.kind !== 'valid') return undefined;
    return {
      sidecar: restored.sidecar,
      disk: typeof base === 'string' ? readSidecarText(base) : { kind: 'absent', text: undefined },
    };
  } catch {
    return undefined;
  }
}
