import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { Sidecar } from '../../core/model/redaction.ts';
import { secretTerms } from '../../core/same-text/terms.ts';
import type { ForeignTerm } from '../../core/diagnostics/rule.ts';
import type { DocumentWords } from '../../core/same-text/document-words.ts';
import type { PageText } from '../../core/text/characters.ts';
import { severityOverrides } from '../platform/settings.ts';
import { excluded, Readings, watchFiles } from '../platform/watch-files.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import { contentOf } from '../editor/document.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { pdfUriOf, readSidecarFile, type SidecarOnDisk, sidecarUri } from '../editor/sidecar-file.ts';
import { CaseTerms } from './case-terms.ts';
import { factsOf, type PdfFacts, type PdfFactsReader } from './pdf-facts.ts';
import type { TextIndex } from './text-index.ts';

/** A PDF of the workspace with its marks and what is held against them. */
export interface CaseFile {
  readonly pdf: vscode.Uri;
  readonly sidecarUri: vscode.Uri;
  /** Marks in memory where the PDF is open, else those on disk. */
  readonly sidecar: Sidecar;
  readonly disk: SidecarOnDisk;
  readonly findings: readonly Finding[];
  /** Undefined while the PDF has not been read. */
  readonly facts: PdfFacts | undefined;
  /** Texts of pages as far as they have been read; of open PDFs only. */
  readonly texts: readonly PageText[];
  /** All words of the PDF; undefined while they have not been read. */
  readonly words: DocumentWords | undefined;
  /** What the other documents of its dossier keep secret. */
  readonly elsewhere: readonly ForeignTerm[];
}

/** What findings follow from. */
export type Judge = (file: Omit<CaseFile, 'findings'>) => readonly Finding[];

/** Changes within this time are told as one. Milliseconds. */
const pause = 120;
const absent: SidecarOnDisk = { kind: 'absent', text: undefined };

/**
 * All PDFs with marks in the workspace, open or not: marks, findings. Files that are not open are read in the
 * background.
 */
export class Casebook implements vscode.Disposable {
  readonly #editor: PdfEditorProvider;
  readonly #facts: PdfFactsReader;
  readonly #judge: Judge;
  readonly #texts: TextIndex;
  readonly #terms = new CaseTerms();
  /** PDFs that were to be read for their text, whether they could be or not. */
  readonly #asked = new Set<string>();
  readonly #dossiers: DossierRegistry;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something changed; several changes at once are one event. */
  readonly onDidChange = this.#changed.event;
  readonly #disks = new Map<string, { readonly pdf: vscode.Uri; readonly disk: SidecarOnDisk }>();
  readonly #judged = new Map<string, { readonly basis: readonly unknown[]; readonly file: CaseFile }>();
  readonly #readings = new Readings();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pdfs: readonly vscode.Uri[] = [];
  #generation = 0;
  #scanning: Promise<void> | undefined;

  constructor(parts: {
    readonly editor: PdfEditorProvider;
    readonly facts: PdfFactsReader;
    readonly texts: TextIndex;
    readonly dossiers: DossierRegistry;
    readonly judge: Judge;
  }) {
    const { editor, dossiers } = parts;
    this.#editor = editor;
    this.#facts = parts.facts;
    this.#texts = parts.texts;
    this.#judge = parts.judge;
    this.#dossiers = dossiers;
    const known = (): readonly vscode.Uri[] => [
      ...this.#pdfs,
      ...[...this.#disks.values()].map(({ pdf }) => sidecarUri(pdf)),
    ];
    this.#subscriptions = [
      watchFiles('**/*.{pdf,PDF,redactions.json}', known, (files) => void this.#touched(files)),
      parts.texts.onDidChange(() => this.#announce()),
      editor.onDidChange(() => this.#announce()),
      editor.onDidOpen(() => this.#announce()),
      editor.onDidClose((document) => void this.#touched([document.sidecarUri])),
      dossiers.onDidChange(() => {
        this.#readDossierFacts();
        this.rejudge();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('lakmoes')) this.rejudge();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.rescan()),
    ];
  }

  /** PDFs that have marks, belong to a dossier or are open, by path. */
  get files(): readonly CaseFile[] {
    const pdfs = new Map([...this.#disks.values()].map(({ pdf }) => [pdf.toString(), pdf]));
    for (const { uri } of this.#editor.documents) pdfs.set(uri.toString(), uri);
    for (const uri of this.#pdfs) if (this.#dossiers.placeOf(uri)) pdfs.set(uri.toString(), uri);
    return [...pdfs.values()]
      .toSorted((a, b) => a.path.localeCompare(b.path, 'nl'))
      .map((pdf) => this.file(pdf));
  }

  /** All PDFs of the workspace. */
  get pdfs(): readonly vscode.Uri[] {
    return this.#pdfs;
  }

  /** A PDF as it stands now. */
  file(pdf: vscode.Uri): CaseFile {
    const key = pdf.toString();
    const open = this.#editor.document(pdf);
    const facts = open ? factsOf(open.source.state) : this.#facts.peek(pdf);
    const disk = open?.disk ?? this.#disks.get(key)?.disk ?? absent;
    const place = this.#dossiers.placeOf(pdf);
    const elsewhere = place ? this.#terms.of(place.entry.uri.toString()) : [];
    const words = facts?.kind === 'ready' ? this.#texts.peek(facts.fingerprint.sha256) : undefined;
    const terms = elsewhere.length > 0 ? elsewhere : undefined;
    const basis = [this.#generation, open, open?.version, facts, disk, words, terms];
    const known = this.#judged.get(key);
    if (known?.basis.every((part, index) => part === basis[index])) return known.file;
    const bare = {
      pdf,
      sidecarUri: sidecarUri(pdf),
      sidecar: open?.sidecar ?? contentOf(disk),
      disk,
      facts,
      texts: open?.source.knownTexts ?? [],
      words,
      elsewhere,
    };
    const file: CaseFile = { ...bare, findings: this.#judge(bare) };
    this.#judged.set(key, { basis, file });
    return file;
  }

  /** Reads the workspace once. */
  scan(): Promise<void> {
    this.#scanning ??= this.#scan();
    return this.#scanning;
  }

  rescan(): Promise<void> {
    this.#scanning = undefined;
    return this.scan();
  }

  /** Works all findings out again. */
  rejudge(): void {
    this.#generation += 1;
    this.#announce();
  }

  async #scan(): Promise<void> {
    const [sidecars] = await Promise.all([
      vscode.workspace.findFiles('**/*.redactions.json', excluded),
      this.#listPdfs(),
    ]);
    this.#asked.clear();
    const held = [...this.#disks.values()].map(({ pdf }) => sidecarUri(pdf));
    const files = new Map([...held, ...sidecars].map((uri) => [uri.toString(), uri]));
    await Promise.all([...files.values()].map((uri) => this.#readSidecar(uri)));
    this.#readDossierFacts();
    this.#announce();
    void vscode.commands.executeCommand('setContext', 'lakmoes.scanned', true);
  }

  async #readSidecar(uri: vscode.Uri): Promise<void> {
    const pdf = pdfUriOf(uri);
    if (!pdf) return;
    const take = (disk: SidecarOnDisk): void => {
      if (disk.kind === 'absent') {
        this.#disks.delete(pdf.toString());
        return;
      }
      this.#disks.set(pdf.toString(), { pdf, disk });
      this.#readFacts(pdf);
    };
    await this.#readings.run(uri.toString(), () => readSidecarFile(uri), take);
  }

  /** Judgements and findings on a dossier need the page counts of its PDFs, marked or not. */
  #readDossierFacts(): void {
    for (const pdf of this.#pdfs) if (this.#dossiers.placeOf(pdf)) this.#readFacts(pdf);
  }

  #readFacts(pdf: vscode.Uri): void {
    if (this.#editor.document(pdf)) return;
    void this.#facts.read(pdf).then(() => this.#announce());
  }

  /** All PDFs but those of earlier exports, which are known by their account. */
  #listPdfs(): Promise<void> {
    const list = () =>
      Promise.all([
        vscode.workspace.findFiles('**/*.{pdf,PDF}', excluded),
        vscode.workspace.findFiles('**/verantwoording.json', excluded),
      ]);
    return this.#readings.run('*.pdf', list, ([pdfs, accounts]) => {
      const exports = accounts.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
      this.#pdfs = pdfs
        .filter(({ path }) => !exports.some((folder) => path.startsWith(folder)))
        .toSorted((a, b) => a.path.localeCompare(b.path, 'nl'));
    });
  }

  async #touched(files: readonly vscode.Uri[]): Promise<void> {
    const pdfs = files.filter(({ path }) => /\.pdf$/i.test(path));
    for (const uri of pdfs)
      if (this.#disks.has(uri.toString()) || this.#dossiers.placeOf(uri)) this.#readFacts(uri);
    await Promise.all([
      ...files.map((uri) => this.#readSidecar(uri)),
      ...(pdfs.length > 0 ? [this.#listPdfs()] : []),
    ]);
    this.#announce();
  }

  /**
   * What is kept secret anywhere is looked for everywhere. Where nothing is, no text is read; documents that are not
   * released are left out.
   */
  #compareTexts(): void {
    for (const { uri, result } of this.#dossiers.entries) {
      if (!result.ok || severityOverrides(uri)['zelfde-tekst-ongemarkeerd'] === 'off') continue;
      const set = this.#dossiers.groundSet(result.value.law);
      const rows = result.value.documents.flatMap((document) => {
        const pdf = this.#dossiers.pdfOf({ uri }, document);
        if (pdf === undefined || document.status !== 'assessed' || document.withheld) return [];
        return [{ document, pdf, sidecar: this.#sidecarOf(pdf) }];
      });
      this.#terms.update(uri.toString(), rows, set);
      if (this.#terms.of(uri.toString()).length > 0) for (const { pdf } of rows) this.#wantText(pdf);
    }
    for (const { uri, sidecar } of this.#editor.documents)
      if (sidecar.redactions.some((mark) => secretTerms(mark, this.#dossiers.groundsOf(uri)).length > 0))
        this.#wantText(uri);
  }

  #wantText(pdf: vscode.Uri): void {
    const open = this.#editor.document(pdf);
    const facts = open ? factsOf(open.source.state) : this.#facts.peek(pdf);
    if (facts?.kind === 'ready') this.#texts.want(pdf, facts.fingerprint);
    // A PDF can be there before its dossier is, and be listed after it.
    else if (facts === undefined && !open && !this.#asked.has(pdf.toString())) {
      this.#asked.add(pdf.toString());
      this.#readFacts(pdf);
    }
  }

  #sidecarOf(pdf: vscode.Uri): Sidecar {
    return this.#editor.document(pdf)?.sidecar ?? contentOf(this.#disks.get(pdf.toString())?.disk ?? absent);
  }

  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#compareTexts();
      this.#changed.fire();
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
