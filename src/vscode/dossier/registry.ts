import * as vscode from 'vscode';
import { parseDossier } from '../../core/dossier/parse.ts';
import { safeRelativePath } from '../../core/dossier/path.ts';
import type { Dossier, DossierDocument } from '../../core/dossier/types.ts';
import { type ExtraGrounds, mergeGroundSet, parseExtraGrounds } from '../../core/grounds/extra.ts';
import { groundSetFor } from '../../core/grounds/sets.ts';
import type { GroundSet, LawId } from '../../core/grounds/types.ts';
import type { ParseResult } from '../../core/model/result.ts';
import { readIfPresent } from '../platform/atomic.ts';
import { defaultLaw } from '../platform/settings.ts';
import { excluded, Readings, watchFiles } from '../platform/watch-files.ts';

/** A dossier file of the workspace. */
export interface DossierEntry {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly result: ParseResult<Dossier>;
}

/** The row of a dossier that a PDF is. */
export interface DossierPlace {
  readonly entry: DossierEntry;
  readonly dossier: Dossier;
  readonly document: DossierDocument;
}

const pattern = '**/*.{dossier,grounds}.json';

/** The dossiers and own grounds that can be seen from here, and which PDF belongs to which. */
export class DossierRegistry implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #entries = new Map<string, DossierEntry>();
  readonly #extras = new Map<string, ExtraGrounds>();
  readonly #places = new Map<string, DossierPlace>();
  readonly #sets = new Map<LawId, GroundSet>();
  readonly #visited = new Set<string>();
  /** All files read that were there, dossiers and own grounds. */
  readonly #files = new Map<string, vscode.Uri>();
  readonly #readings = new Readings();
  readonly #watcher: vscode.Disposable;
  #scanning: Promise<void> | undefined;

  constructor() {
    const touched = (files: readonly vscode.Uri[]): void =>
      void Promise.all(files.map((uri) => this.#read(uri))).then(() => this.#index());
    this.#watcher = vscode.Disposable.from(
      watchFiles(pattern, () => [...this.#files.values()], touched),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.rescan()),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (/\.(dossier|grounds)\.json$/i.test(uri.path)) touched([uri]);
      }),
    );
  }

  get entries(): readonly DossierEntry[] {
    return [...this.#entries.values()].toSorted((a, b) => a.uri.path.localeCompare(b.uri.path, 'nl'));
  }

  /** Reads all of the workspace once. */
  scan(): Promise<void> {
    this.#scanning ??= this.#scan();
    return this.#scanning;
  }

  rescan(): Promise<void> {
    this.#scanning = undefined;
    return this.scan();
  }

  /** The dossier of a file, read where it is not known yet: made a moment ago, or outside the workspace. */
  async find(uri: vscode.Uri): Promise<DossierEntry | undefined> {
    await this.scan();
    const key = uri.toString();
    if (!this.#entries.has(key)) {
      await this.#read(uri);
      if (this.#entries.has(key)) this.#index();
    }
    return this.#entries.get(key);
  }

  /** The dossier row of a PDF, if it has one. */
  placeOf(pdf: vscode.Uri): DossierPlace | undefined {
    return this.#places.get(pdf.toString());
  }

  /** The PDF of a dossier row; undefined where it names none, or one outside the dossier's folder. */
  pdfOf(entry: Pick<DossierEntry, 'uri'>, document: DossierDocument): vscode.Uri | undefined {
    const path = document.file === undefined ? undefined : safeRelativePath(document.file);
    return path === undefined ? undefined : vscode.Uri.joinPath(entry.uri, '..', ...path.split('/'));
  }

  groundSet(law: LawId): GroundSet {
    const known = this.#sets.get(law);
    if (known) return known;
    let set = groundSetFor(law);
    for (const extra of this.#extras.values()) {
      if (extra.law === law) set = mergeGroundSet(set, extra).set;
    }
    this.#sets.set(law, set);
    return set;
  }

  /** The law that a PDF is decided under: its dossier's, else the setting. */
  groundsOf(pdf: vscode.Uri): GroundSet {
    return this.groundSet(this.placeOf(pdf)?.dossier.law ?? defaultLaw(pdf));
  }

  /** For a PDF outside the workspace: looks for a dossier in its folder and the one above. */
  async visit(pdf: vscode.Uri): Promise<void> {
    await this.scan();
    if (vscode.workspace.getWorkspaceFolder(pdf)) return;
    const folder = vscode.Uri.joinPath(pdf, '..');
    const found = await Promise.all(
      [folder, vscode.Uri.joinPath(folder, '..')].map(async (place) => {
        if (this.#visited.has(place.toString())) return false;
        this.#visited.add(place.toString());
        const names = await vscode.workspace.fs.readDirectory(place).then(
          (entries) => entries.map(([name]) => name).filter((name) => name.endsWith('.dossier.json')),
          () => [],
        );
        await Promise.all(names.map((name) => this.#read(vscode.Uri.joinPath(place, name))));
        return names.length > 0;
      }),
    );
    if (found.includes(true)) this.#index();
  }

  async #scan(): Promise<void> {
    const found = await vscode.workspace.findFiles(pattern, excluded);
    this.#visited.clear();
    const files = new Map([...this.#files.values(), ...found].map((uri) => [uri.toString(), uri]));
    await Promise.all([...files.values()].map((file) => this.#read(file)));
    this.#index();
  }

  #read(uri: vscode.Uri): Promise<void> {
    return this.#readings.run(
      uri.toString(),
      () => readIfPresent(uri).catch(() => undefined),
      (bytes) => this.#take(uri, bytes && new TextDecoder().decode(bytes)),
    );
  }

  #take(uri: vscode.Uri, text: string | undefined): void {
    const key = uri.toString();
    if (text === undefined) this.#files.delete(key);
    else this.#files.set(key, uri);
    if (uri.path.toLowerCase().endsWith('.grounds.json')) {
      const extra = text === undefined ? undefined : parseExtraGrounds(text);
      if (extra?.ok) this.#extras.set(key, extra.value);
      else this.#extras.delete(key);
    } else if (text === undefined) this.#entries.delete(key);
    else this.#entries.set(key, { uri, text, result: parseDossier(text) });
  }

  #index(): void {
    this.#sets.clear();
    this.#places.clear();
    for (const entry of this.entries) {
      if (!entry.result.ok) continue;
      for (const document of entry.result.value.documents) {
        const pdf = this.pdfOf(entry, document);
        if (pdf && !this.#places.has(pdf.toString()))
          this.#places.set(pdf.toString(), { entry, dossier: entry.result.value, document });
      }
    }
    void vscode.commands.executeCommand('setContext', 'lakmoes.hasDossier', this.#entries.size > 0);
    this.#changed.fire();
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }
}
