import * as vscode from 'vscode';
import { formatSidecar } from '../../core/sidecar/format.ts';
import { writeAtomically } from '../platform/atomic.ts';
import { language } from '../platform/settings.ts';
import { askConflict } from './conflict-question.ts';
import { joinSidecars, replaceMarks } from './conflict.ts';
import { type DocumentEdit, type PdfDocument, sameMarks } from './document.ts';
import { readOnlyMessage, sidecarProblem } from './messages.ts';
import { readSidecarFile, readSidecarText, type SidecarOnDisk, sidecarUri } from './sidecar-file.ts';
import { baseName, texts } from './texts.ts';

/** Somebody who writes the file in place has it cut short for a moment. Milliseconds. */
const writing = 250;

type ValidSidecar = Extract<SidecarOnDisk, { kind: 'valid' }>;

/**
 * Keeps open documents and their sidecars on disk together. All work on one document runs in turn, so a file
 * that we are writing is never taken for somebody else's; our own writes are known by their content.
 */
export class SidecarSync {
  readonly #queue = new WeakMap<PdfDocument, Promise<unknown>>();
  /** The text on disk that a person was told of and did nothing with; told again only at the next save. */
  readonly #putAside = new WeakMap<PdfDocument, string>();
  readonly #edit: (document: PdfDocument, edit: DocumentEdit) => void;

  /** `edit` makes a change that the editor can undo. */
  constructor(edit: (document: PdfDocument, edit: DocumentEdit) => void) {
    this.#edit = edit;
  }

  /** The file may have changed: takes it over where nothing is unsaved, asks where something is. */
  async checkDisk(document: PdfDocument): Promise<void> {
    const after = await this.#inTurn(document, async () => {
      const disk = await readSettled(document.sidecarUri);
      if (isSame(disk, document.disk)) return undefined;
      if (document.unsaved && disk.text !== undefined && this.#putAside.get(document) === disk.text)
        return undefined;
      const outcome = await this.#takeIn(document, disk);
      if (outcome === 'undecided' && disk.text !== undefined) this.#putAside.set(document, disk.text);
      return outcome;
    });
    if (after === 'save') await vscode.workspace.save(document.uri);
  }

  /** Writes the marks; rejects, with a sentence for the user, where that may not be done. */
  async save(document: PdfDocument): Promise<void> {
    await document.source.load();
    await this.#inTurn(document, async () => {
      const reason = readOnlyMessage(document);
      if (reason !== undefined) throw new Error(reason);
      const disk = await readSettled(document.sidecarUri);
      if (!isSame(disk, document.disk)) {
        if (disk.kind === 'invalid' || disk.kind === 'unreadable')
          throw new Error(texts[language()].notOverwritten(sidecarProblem(document.sidecarUri, disk)));
        if ((await this.#takeIn(document, disk)) === 'undecided') throw new vscode.CancellationError();
      }
      await this.#write(document);
    });
  }

  /** Copies the PDF and its marks to another place. */
  async saveCopy(document: PdfDocument, destination: vscode.Uri): Promise<void> {
    await document.source.load();
    await this.#inTurn(document, async () => {
      await vscode.workspace.fs.copy(document.uri, destination, { overwrite: true });
      const { sidecar } = document;
      if (sidecar.redactions.length === 0 && document.disk.kind === 'absent') return;
      await writeAtomically(sidecarUri(destination), new TextEncoder().encode(formatSidecar(sidecar)));
    });
  }

  /** Back to what is on disk. */
  async revert(document: PdfDocument): Promise<void> {
    await this.#inTurn(document, async () => document.replace(await readSidecarFile(document.sidecarUri)));
  }

  async #write(document: PdfDocument): Promise<void> {
    const { sidecar, disk } = document;
    const empty = sidecar.redactions.length === 0 && (sidecar.review?.pages.length ?? 0) === 0;
    if (empty && disk.kind === 'absent') return;
    const text = formatSidecar(sidecar);
    if (text !== disk.text) await writeAtomically(document.sidecarUri, new TextEncoder().encode(text));
    document.rebase(readSidecarText(text));
  }

  /** `save`: memory now equals the file, so that saving clears the dirty mark; `undecided`: nothing was chosen. */
  async #takeIn(document: PdfDocument, disk: SidecarOnDisk): Promise<'save' | 'undecided' | undefined> {
    if (!document.unsaved) {
      document.replace(disk);
      return undefined;
    }
    if (disk.kind === 'invalid' || disk.kind === 'unreadable') {
      const problem = sidecarProblem(document.sidecarUri, disk);
      void vscode.window.showWarningMessage(texts[language()].damagedWhileUnsaved(problem));
      return 'undecided';
    }
    if (disk.kind === 'absent' || sameMarks(disk.sidecar, document.sidecar)) {
      document.rebase(disk);
      return undefined;
    }
    return this.#settle(document, disk);
  }

  async #settle(document: PdfDocument, disk: ValidSidecar): Promise<'save' | 'undecided' | undefined> {
    const say = texts[language()];
    const choice = await askConflict(document);
    if (choice === undefined) return 'undecided';
    const mine = document.sidecar;
    if (choice === 'merge') {
      const joined = joinSidecars(document.disk, mine, disk.sidecar);
      document.rebase(disk);
      this.#edit(document, replaceMarks(say.merge, mine, joined.sidecar));
      if (joined.conflicts > 0) void vscode.window.showWarningMessage(say.mergedBoth(joined.conflicts));
      return undefined;
    }
    const [kept, name] =
      choice === 'mine' ? [disk.text, say.copyOfDisk] : [formatSidecar(mine), say.copyOfMine];
    const copy = copyUri(document.sidecarUri, name);
    await writeAtomically(copy, new TextEncoder().encode(kept));
    document.rebase(disk);
    if (choice === 'theirs') this.#edit(document, replaceMarks(say.takeDisk, mine, disk.sidecar));
    void vscode.window.showInformationMessage(say.copyKept(baseName(copy)));
    return choice === 'theirs' ? 'save' : undefined;
  }

  #inTurn<T>(document: PdfDocument, action: () => Promise<T>): Promise<T> {
    const before = this.#queue.get(document) ?? Promise.resolve();
    const next = before.then(action, action);
    this.#queue.set(
      document,
      next.catch(() => undefined),
    );
    return next;
  }
}

/** A file that makes no sense is read again before anybody is told. */
async function readSettled(uri: vscode.Uri): Promise<SidecarOnDisk> {
  const disk = await readSidecarFile(uri);
  if (disk.kind !== 'invalid') return disk;
  await new Promise((resolve) => setTimeout(resolve, writing));
  return readSidecarFile(uri);
}

function isSame(a: SidecarOnDisk, b: SidecarOnDisk): boolean {
  return a.kind === b.kind && a.text === b.text;
}

/** `brief.pdf.redactions.json` gives `brief.pdf.redactions.<name>-20211130-101500.json`, which nobody reads as a sidecar. */
function copyUri(sidecar: vscode.Uri, name: string): vscode.Uri {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return sidecar.with({ path: sidecar.path.replace(/\.json$/i, `.${name}-${stamp}.json`) });
}
