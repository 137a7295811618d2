import * as vscode from 'vscode';
import type { HostMessage, PageMessage, ViewPosition } from '../../core/protocol.ts';
import { focusQuestion, isAsking, onDidChangeAsking } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import { webviewRoot } from '../platform/webview-html.ts';
import type { PdfDocument } from './document.ts';
import { editorHtml } from './html.ts';
import { sourceProblemMessage } from './messages.ts';
import { parsePageMessage } from './page-message.ts';
import type { SnapshotMaker } from './snapshot.ts';
import { baseName, texts } from './texts.ts';

/** What the page of a panel says it has on screen. */
export type PageState = Extract<PageMessage, { type: 'state' }>;

/** What is selected in a panel. */
export type PageSelection = Extract<PageMessage, { type: 'selection' }>;

/** A message that the panel leaves to the editor. */
export type PanelRequest = Extract<
  PageMessage,
  { type: 'edit' | 'undo' | 'redo' | 'save' | 'fix' | 'same-text' }
>;

/** What a panel needs of the editor around it. */
export interface PanelContext {
  readonly extensionUri: vscode.Uri;
  readonly snapshot: SnapshotMaker;
  /** Where a document was last looked at, over sessions. */
  readonly positions: {
    get(pdf: vscode.Uri): ViewPosition | undefined;
    set(pdf: vscode.Uri, position: ViewPosition): void;
  };
  /** Something a person did in this panel. */
  request(panel: PdfPanel, request: PanelRequest): void;
  /** Selection, state or focus changed. */
  changed(panel: PdfPanel): void;
}

/**
 * One panel on a document. The page is thrown away while the panel is hidden and asks for everything again when
 * it is back, so nothing of value lives there.
 */
export class PdfPanel implements vscode.Disposable {
  readonly document: PdfDocument;
  readonly #panel: vscode.WebviewPanel;
  readonly #context: PanelContext;
  readonly #subscriptions: vscode.Disposable[];
  #ready = false;
  /** The PDF that the page shows; undefined before it shows one. */
  #shown: string | undefined;
  /** To be sent as soon as the page is there. */
  #waiting: HostMessage[] = [];
  #position: ViewPosition | undefined;
  #selection: PageSelection | undefined;
  #state: PageState | undefined;

  constructor(document: PdfDocument, panel: vscode.WebviewPanel, context: PanelContext) {
    this.document = document;
    this.#panel = panel;
    this.#context = context;
    this.#position = context.positions.get(document.uri);
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [webviewRoot(context.extensionUri), vscode.Uri.joinPath(document.uri, '..')],
    };
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
        context.changed(this);
      }),
      document.onDidChange(() => this.refresh()),
      onDidChangeAsking((asking) => {
        if (this.#ready) this.post({ type: 'asking', asking });
      }),
    ];
    panel.webview.html = editorHtml(panel.webview, context.extensionUri);
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  get selection(): PageSelection | undefined {
    return this.#selection;
  }

  get state(): PageState | undefined {
    return this.#state;
  }

  get position(): ViewPosition | undefined {
    return this.#position;
  }

  /** Sends a message now, or as soon as the page is there. */
  post(message: HostMessage): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
    else this.#waiting.push(message);
  }

  reveal(): void {
    this.#panel.reveal(this.#panel.viewColumn, false);
  }

  /** Sends the document's present state. */
  refresh(): void {
    if (!this.#ready) return;
    const { state } = this.document.source;
    const { uri } = this.document;
    if (state.kind === 'unreadable') {
      this.#shown = undefined;
      const message = sourceProblemMessage(uri, state.problem);
      this.post({ type: 'unreadable', fileName: baseName(uri), message });
      return;
    }
    const shown = state.kind === 'ready' ? state.fingerprint.sha256 : 'loading';
    // A page opened while the file was being examined shows that same file.
    if (this.#shown === 'loading') this.#shown = shown;
    const snapshot = this.#context.snapshot(this.document);
    if (this.#shown === shown) {
      this.post({ type: 'snapshot', snapshot });
      return;
    }
    this.#shown = shown;
    const address = this.#panel.webview.asWebviewUri(uri);
    this.post({
      type: 'open',
      // A file that changed gets another address, so that no cache answers with the old one.
      pdfUrl: address.with({ query: `v=${shown}` }).toString(true),
      fileName: baseName(uri),
      language: language(),
      ...(this.#position ? { position: this.#position } : {}),
      snapshot,
    });
  }

  #receive(raw: unknown): void {
    const message = parsePageMessage(raw);
    if (!message) return;
    switch (message.type) {
      case 'ready': {
        this.#ready = true;
        this.#shown = undefined;
        this.refresh();
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const one of waiting) this.post(one);
        if (isAsking()) this.post({ type: 'asking', asking: true });
        return;
      }
      case 'position':
        this.#position = message.position;
        this.#context.positions.set(this.document.uri, message.position);
        return;
      case 'selection':
        this.#selection = message;
        this.#context.changed(this);
        return;
      case 'state':
        this.#state = message;
        this.#context.changed(this);
        return;
      case 'focus':
        focusQuestion();
        return;
      case 'request':
        void this.#answer(message.requestId, message.request.page);
        return;
      case 'edit':
      case 'undo':
      case 'redo':
      case 'save':
      case 'fix':
      case 'same-text':
        this.#context.request(this, message);
    }
  }

  async #answer(requestId: number, page: number): Promise<void> {
    try {
      const result = await this.document.source.pageText(page);
      this.post({ type: 'response', requestId, result });
    } catch {
      this.post({ type: 'failure', requestId, message: texts[language()].noPageText(page) });
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
