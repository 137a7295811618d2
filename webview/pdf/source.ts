import * as pdfjs from 'pdfjs-dist';
import type { PageFrame } from '../geometry.ts';

/** An entry of the PDF's outline. */
export interface OutlineEntry {
  readonly title: string;
  readonly children: readonly OutlineEntry[];
  /** The page (from 1) it leads to; undefined where it leads nowhere in this file. */
  page(): Promise<number | undefined>;
}

/** What pdf.js needs besides a file: workers, and its data files. */
export interface PdfAssets {
  readonly workers: PdfWorkers;
  /** Folder with `cmaps/`, `iccs/`, `standard_fonts/` and `wasm/`; ends in a slash. */
  readonly assetsUrl: string;
}

/** A rendering under way. */
export interface PageRendering {
  /** Rejects where the page cannot be drawn; a cancelled one resolves to false. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** Images above this many pixels are left out of the picture, so that one page cannot exhaust memory. */
const MAX_IMAGE_PIXELS = 120_000_000;

/** A page and its resources differ in origin, so the worker has to come from a blob. */
async function startWorker(url: string): Promise<Worker> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`pdf.js worker: HTTP ${response.status}`);
  }
  const blob = new Blob([await response.text()], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(blob), { type: 'module' });
}

/** Workers of pdf.js. The first one starts at once, while the page waits to hear which PDF to open. */
export class PdfWorkers {
  readonly #url: string;
  #ahead: Promise<Worker> | undefined;

  constructor(url: string) {
    this.#url = url;
    this.#ahead = startWorker(url);
    // Whoever takes it hears of its failure.
    this.#ahead.catch(() => undefined);
  }

  /** A worker that nobody else uses. */
  take(): Promise<Worker> {
    const worker = this.#ahead ?? startWorker(this.#url);
    this.#ahead = undefined;
    return worker;
  }
}

/** An opened PDF, for the eye only: drawing, page frames and outline. Pages count from 1. */
export class PdfSource {
  readonly #pdf: pdfjs.PDFDocumentProxy;
  readonly #worker: Worker;
  readonly #frames = new Map<number, PageFrame>();

  private constructor(pdf: pdfjs.PDFDocumentProxy, worker: Worker) {
    this.#pdf = pdf;
    this.#worker = worker;
  }

  /** Fetches and opens a PDF. Rejects where it cannot be fetched or read. */
  static async open(pdfUrl: string, assets: PdfAssets): Promise<PdfSource> {
    const [worker, bytes] = await Promise.all([assets.workers.take(), fetchBytes(pdfUrl)]);
    const task = pdfjs.getDocument({
      data: bytes,
      worker: pdfjs.PDFWorker.create({ port: worker }),
      cMapUrl: `${assets.assetsUrl}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${assets.assetsUrl}standard_fonts/`,
      wasmUrl: `${assets.assetsUrl}wasm/`,
      iccUrl: `${assets.assetsUrl}iccs/`,
      // The worker lives on a blob address, from which a webview's resources cannot be fetched.
      useWorkerFetch: false,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: MAX_IMAGE_PIXELS,
    } as Parameters<typeof pdfjs.getDocument>[0]);
    try {
      const source = new PdfSource(await task.promise, worker);
      await source.frame(1);
      return source;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  get count(): number {
    return this.#pdf.numPages;
  }

  /** The frame of a page, where it is known already. */
  knownFrame(page: number): PageFrame | undefined {
    return this.#frames.get(page);
  }

  /** The frame of a page. Rejects where the page object cannot be read. */
  async frame(page: number): Promise<PageFrame> {
    const known = this.#frames.get(page);
    if (known !== undefined) {
      return known;
    }
    const proxy = await this.#pdf.getPage(page);
    const [left = 0, bottom = 0, right = 0, top = 0] = proxy.view;
    const frame: PageFrame = {
      view: [left, bottom, right, top],
      rotate: (((proxy.rotate % 360) + 360) % 360) as PageFrame['rotate'],
      userUnit: proxy.userUnit,
    };
    this.#frames.set(page, frame);
    return frame;
  }

  /** Draws a page on a canvas, which gets the size it needs; `scale` in canvas pixels a point. */
  render(page: number, canvas: HTMLCanvasElement, scale: number): PageRendering {
    let cancelled = false;
    let task: pdfjs.RenderTask | undefined;
    const draw = async (): Promise<boolean> => {
      const proxy = await this.#pdf.getPage(page);
      if (cancelled) {
        return false;
      }
      const viewport = proxy.getViewport({ scale });
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      task = proxy.render({ canvas, viewport });
      try {
        await task.promise;
        return true;
      } catch (error) {
        if (error instanceof pdfjs.RenderingCancelledException) {
          return false;
        }
        throw error;
      }
    };
    return {
      done: draw(),
      cancel() {
        cancelled = true;
        task?.cancel();
      },
    };
  }

  /** Lets go of what drawing a page took. */
  async release(page: number): Promise<void> {
    (await this.#pdf.getPage(page)).cleanup();
  }

  /** Lets go of the file and ends the worker. */
  async close(): Promise<void> {
    await this.#pdf.loadingTask.destroy();
    this.#worker.terminate();
  }

  /** The outline; empty where there is none. */
  async outline(): Promise<readonly OutlineEntry[]> {
    const nodes = (await this.#pdf.getOutline()) as readonly OutlineNode[] | null;
    return (nodes ?? []).map((node) => this.#entry(node));
  }

  #entry(node: OutlineNode): OutlineEntry {
    return {
      title: node.title,
      children: node.items.map((child) => this.#entry(child)),
      page: async () => {
        const target = typeof node.dest === 'string' ? await this.#pdf.getDestination(node.dest) : node.dest;
        const first: unknown = target?.[0];
        if (typeof first === 'number') {
          return first + 1;
        }
        return first === undefined || first === null
          ? undefined
          : (await this.#pdf.getPageIndex(first as { num: number; gen: number })) + 1;
      },
    };
  }
}

interface OutlineNode {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly OutlineNode[];
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
