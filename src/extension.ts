import { join } from 'node:path';
import * as vscode from 'vscode';
import { createPdfPort } from './pdf/port.ts';
import { readTable } from './render/table/read-table.ts';
import { createRenderPort } from './render/port.ts';
import { BulkMarks } from './vscode/bulk/bulk-marks.ts';
import { CaseTexts } from './vscode/bulk/case-texts.ts';
import { registerSameText } from './vscode/bulk/same-text.ts';
import { registerSuggestData } from './vscode/bulk/suggest-data.ts';
import { trackActivePanel } from './vscode/commands/active.ts';
import { registerEditorCommands } from './vscode/commands/editor-commands.ts';
import { registerFindingsCommands } from './vscode/commands/findings-commands.ts';
import { registerNavigation } from './vscode/commands/navigation.ts';
import { FindingActions, sidecarSelector } from './vscode/diagnostics/actions.ts';
import { Casebook } from './vscode/diagnostics/casebook.ts';
import { FixService } from './vscode/diagnostics/fix-service.ts';
import { createJudge } from './vscode/diagnostics/judge.ts';
import { MarkLenses } from './vscode/diagnostics/lens.ts';
import { PdfFactsReader } from './vscode/diagnostics/pdf-facts.ts';
import { FindingPublisher } from './vscode/diagnostics/publish.ts';
import { ShownFindings } from './vscode/diagnostics/shown-findings.ts';
import { TextIndex } from './vscode/diagnostics/text-index.ts';
import { DossierActions, dossierSelector } from './vscode/dossier-editor/actions.ts';
import { DossierEditorProvider, dossierViewType } from './vscode/dossier-editor/provider.ts';
import { CaseInsight } from './vscode/dossier/case-insight.ts';
import { registerDossierCommands } from './vscode/dossier/commands.ts';
import { DossierRegistry } from './vscode/dossier/registry.ts';
import { PdfEditorProvider, viewType } from './vscode/editor/provider.ts';
import { EditorRequests } from './vscode/editor/requests.ts';
import { createSnapshotMaker } from './vscode/editor/snapshot.ts';
import { watchDocuments } from './vscode/editor/watch.ts';
import { registerExport } from './vscode/export/export.ts';
import { registerVerify } from './vscode/export/verify.ts';
import { BasisQuestion } from './vscode/grounds/basis.ts';
import { ReadingRoom } from './vscode/grounds/reading-room.ts';
import { RecentChoices } from './vscode/grounds/recent.ts';
import { createEditTools } from './vscode/grounds/tools.ts';
import { WritingDesk } from './vscode/grounds/writing-desk.ts';
import { Positions } from './vscode/platform/positions.ts';
import { DecisionPreview } from './vscode/preview/preview.ts';
import { DocumentsView } from './vscode/views/documents.ts';
import { FindingsView } from './vscode/views/findings.ts';
import { PdfDecorations } from './vscode/views/pdf-decorations.ts';
import { MarksByGroundView } from './vscode/views/marks-by-ground.ts';
import { StatusBar } from './vscode/views/status-bar.ts';

/** What other code, such as the tests, can see of the running extension. */
export interface LakmoesApi {
  readonly editor: PdfEditorProvider;
  readonly requests: EditorRequests;
  readonly dossiers: DossierRegistry;
  readonly casebook: Casebook;
  readonly dossierEditor: DossierEditorProvider;
  readonly preview: DecisionPreview;
}

/** Composition root: makes the parts and hands them to each other. */
export function activate(context: vscode.ExtensionContext): LakmoesApi {
  const { extensionUri, workspaceState, subscriptions } = context;
  const pdf = createPdfPort({
    workerFile: join(__dirname, 'pdf-worker.cjs'),
    assets: {
      engine: join(__dirname, 'assets'),
      pdfjs: join(__dirname, 'webview', 'pdfjs'),
      fonts: join(__dirname, 'assets', 'fonts'),
    },
  });
  const render = createRenderPort({
    workerFile: join(__dirname, 'render-worker.cjs'),
    assets: join(__dirname, 'assets'),
  });
  const dossiers = new DossierRegistry();
  const judge = createJudge(dossiers);
  const grounds = ({ uri }: { readonly uri: vscode.Uri }) => dossiers.groundsOf(uri);
  const authority = ({ uri }: { readonly uri: vscode.Uri }) =>
    dossiers.placeOf(uri)?.dossier.authority.shortName;
  const reading = new ReadingRoom();
  const desk = new WritingDesk();
  const tools = createEditTools(
    grounds,
    authority,
    new BasisQuestion(new RecentChoices(workspaceState), reading),
  );
  const requests: EditorRequests = new EditorRequests(
    () => editor,
    tools,
    desk,
    (panel, { finding, fix }) => {
      const chosen = finding.fixes[fix];
      if (chosen) void fixes.inEditor(panel.document.uri, finding, chosen, panel);
    },
  );
  const editor: PdfEditorProvider = new PdfEditorProvider(pdf, {
    extensionUri,
    snapshot: createSnapshotMaker(grounds, (document) => shownFindings.of(document)),
    positions: new Positions(workspaceState),
    request: (panel, request) => requests.handle(panel, request),
    changed: () => activeChanged(),
  });
  const facts = new PdfFactsReader(pdf);
  const textIndex = new TextIndex(pdf);
  const casebook = new Casebook({ editor, facts, texts: textIndex, dossiers, judge });
  const shownFindings: ShownFindings = new ShownFindings(editor, casebook);
  const caseTexts = new CaseTexts({ casebook, dossiers, index: textIndex });
  const bulk = new BulkMarks({ editor, pdf, tools });
  const fixes = new FixService({ editor, requests, tools, dossiers, pdf });
  const documents = new DocumentsView(dossiers, casebook);

  const marksByGround = new MarksByGroundView(dossiers, casebook);
  const statusBar = new StatusBar(editor, casebook);
  const decorations = new PdfDecorations(casebook);
  const insight: CaseInsight = new CaseInsight({
    dossiers,
    casebook,
    editor,
    showField: (dossier, field, column) => dossierEditor.reveal(dossier, field, column),
  });
  const findings = new FindingsView(casebook, insight);
  const publisher = new FindingPublisher(casebook, insight);
  const dossierEditor = new DossierEditorProvider(extensionUri, insight);
  const preview = new DecisionPreview(extensionUri, insight);
  const active = trackActivePanel(editor);
  const activeChanged = (): void => {
    active.update();
    statusBar.update();
  };
  subscriptions.push(
    ...[
      dossiers,
      reading,
      desk,
      facts,
      textIndex,
      casebook,
      shownFindings,
      publisher,
      documents,
      findings,
      marksByGround,
      statusBar,
    ],
    decorations,
    vscode.window.registerFileDecorationProvider(decorations),
    vscode.window.registerCustomEditorProvider(viewType, editor, {
      supportsMultipleEditorsPerDocument: true,
    }),
    vscode.window.registerCustomEditorProvider(dossierViewType, dossierEditor),
    preview,
    registerDossierCommands({ dossiers, casebook, editor, dossierEditor, preview, readTable }),
    vscode.window.registerTreeDataProvider('lakmoes.documents', documents),
    vscode.window.registerTreeDataProvider('lakmoes.findings', findings),
    vscode.window.registerTreeDataProvider('lakmoes.marksByGround', marksByGround),
    vscode.languages.registerCodeActionsProvider(sidecarSelector, new FindingActions(publisher)),
    vscode.languages.registerCodeActionsProvider(dossierSelector, new DossierActions(publisher)),
    vscode.languages.registerCodeLensProvider(sidecarSelector, new MarkLenses()),
    watchDocuments(editor),
    registerEditorCommands(editor, requests),
    registerNavigation(editor),
    registerSuggestData({ editor, casebook, dossiers, texts: caseTexts, bulk }),
    registerSameText({
      editor,
      casebook,
      texts: caseTexts,
      bulk,
      tools,
      groundsOf: (uri) => dossiers.groundsOf(uri),
    }),
    registerExport({ pdf, render, editor, dossiers }),
    registerVerify(pdf, editor, reading),
    registerFindingsCommands({ extensionUri, editor, fixes, dossiers, casebook }),
    editor.onDidChange(activeChanged),
    editor.onDidOpen(({ uri }) => void dossiers.visit(uri)),
    casebook.onDidChange(activeChanged),
    dossiers.onDidChange(() => editor.refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('lakmoes')) editor.refresh();
    }),
    { dispose: () => void Promise.all([pdf.dispose(), render.dispose()]) },
  );
  void dossiers.scan().then(() => casebook.scan());
  return { editor, requests, dossiers, casebook, dossierEditor, preview };
}
