import type { HostMessage } from '../src/core/protocol.ts';
import { createEditor, type Editor } from './editor.ts';
import { PdfSource, PdfWorkers } from './pdf/source.ts';
import './styles/main.css';
import { TEXTS } from './texts.ts';
import { registerControls } from './toolkit.ts';
import { type HostNotice, Transport } from './transport.ts';
import { showLoading, showUnreadable } from './ui/notices.ts';

/**
 * The page of the PDF editor. Its body carries `data-worker` (address of pdf.js's worker), `data-assets` (folder of
 * pdf.js's data, with a slash at the end) and `data-language`, and holds `<div id="app">`.
 */
function start(): void {
  registerControls();
  const app = document.getElementById('app');
  const { worker, assets, language } = document.body.dataset;
  if (app === null || worker === undefined || assets === undefined) {
    throw new Error('The page lacks #app, data-worker or data-assets');
  }
  const workers = new PdfWorkers(worker);
  let editor: Editor | undefined;
  let waiting: Parameters<Editor['receive']>[0][] = [];
  let opening = 0;

  const open = async (message: Extract<HostMessage, { type: 'open' }>): Promise<void> => {
    opening += 1;
    const turn = opening;
    editor?.dispose();
    editor = undefined;
    waiting = [];
    document.documentElement.lang = message.language;
    showLoading(app, TEXTS[message.language], message.fileName);
    try {
      const source = await PdfSource.open(message.pdfUrl, { workers, assetsUrl: assets });
      if (turn !== opening) {
        await source.close();
        return;
      }
      const opened = createEditor(message, source, transport);
      editor = opened;
      app.replaceChildren(opened.node);
      opened.start();
      for (const late of waiting) {
        opened.receive(late);
      }
    } catch (error) {
      if (turn === opening) {
        const detail = error instanceof Error ? error.message : String(error);
        showUnreadable(app, TEXTS[message.language], {
          advice: TEXTS[message.language].cannotShowAdvice(message.fileName),
          detail,
          onRetry: () => void open(message),
        });
        transport.send({ type: 'state', pages: 0, rendered: [], marks: 0, error: detail });
      }
    }
  };

  const receive = (message: HostNotice): void => {
    switch (message.type) {
      case 'open':
        void open(message);
        break;
      case 'unreadable': {
        opening += 1;
        editor?.dispose();
        editor = undefined;
        showUnreadable(app, TEXTS[language === 'en' ? 'en' : 'nl'], { advice: message.message });
        transport.send({ type: 'state', pages: 0, rendered: [], marks: 0, error: message.message });
        break;
      }
      default:
        if (editor === undefined) {
          waiting.push(message);
        } else {
          editor.receive(message);
        }
    }
  };
  const transport = new Transport(acquireVsCodeApi(), window, receive);
  transport.send({ type: 'ready' });
}

start();
