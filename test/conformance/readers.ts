import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Programs that had no part in making a file and say what is in it. */
export const READERS = ['pdftotext', 'pdftoppm', 'pdfimages', 'mutool', 'qpdf'] as const;

/** Throws with one clear sentence when a reader is not installed. */
export function requireReaders(): void {
  const missing = READERS.filter((name) => spawnSync(name, ['-v'], { stdio: 'ignore' }).error !== undefined);
  if (missing.length > 0) {
    throw new Error(
      `Not installed: ${missing.join(', ')}. On Debian: apt-get install poppler-utils mupdf-tools qpdf`,
    );
  }
}

/** Runs `use` with the bytes in a file of a folder that is gone afterwards. */
export function withFile<T>(bytes: Uint8Array, use: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lakmoes-reader-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const quiet: { stdio: ['ignore', 'pipe', 'ignore']; maxBuffer: number; timeout: number } = {
  stdio: ['ignore', 'pipe', 'ignore'],
  maxBuffer: 1 << 28,
  timeout: 60_000,
};

/** Runs a reader once for the same bytes, whoever asks. */
function once<T>(read: (bytes: Uint8Array) => T): (bytes: Uint8Array) => T {
  const known = new WeakMap<Uint8Array, T>();
  return (bytes) => {
    const answer = known.get(bytes) ?? read(bytes);
    known.set(bytes, answer);
    return answer;
  };
}

/** Text of all pages as poppler reads it. */
export const popplerText = (bytes: Uint8Array): string =>
  withFile(bytes, (file) => execFileSync('pdftotext', [file, '-'], quiet).toString('utf8'));

/** What three programs make of a file. */
export interface Readings {
  /** Text of all pages as poppler reads it. */
  readonly poppler: string;
  /** Text of all pages as MuPDF reads it. */
  readonly mupdf: string;
  /** The file with every stream decoded and object streams opened. */
  readonly decoded: Buffer;
}

const READ_ALL = `
pdftotext "$1" poppler || exit
mutool draw -q -F txt -o mupdf "$1" || exit
qpdf --qdf --object-streams=disable --stream-data=uncompress --decode-level=all "$1" decoded
# 3 is a warning.
[ $? -eq 0 ] || [ $? -eq 3 ]`;

/** Starting a program from a process as large as this one costs more than the program: all three at once. */
export const readings = once((bytes: Uint8Array): Readings =>
  withFile(bytes, (file, folder) => {
    execFileSync('sh', ['-c', READ_ALL, 'sh', file], { ...quiet, cwd: folder });
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    return {
      poppler: read('poppler').toString('utf8'),
      mupdf: read('mupdf').toString('utf8'),
      decoded: read('decoded'),
    };
  }),
);

/** Text, annotations and outline of the whole document as pdf.js reads them. */
export async function pdfjsText(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  try {
    const parts: string[] = [
      JSON.stringify(await document.getOutline()),
      JSON.stringify(await document.getMetadata()),
    ];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      parts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
      parts.push(JSON.stringify(await page.getAnnotations()));
    }
    return parts.join('\n');
  } finally {
    await document.loadingTask.destroy();
  }
}

/** The file with every stream decoded and object streams opened, as bytes. */
export const decodedBytes = (bytes: Uint8Array): Buffer => readings(bytes).decoded;

/** What qpdf holds against the file's structure; empty when nothing. */
export const qpdfComplaints = (bytes: Uint8Array): string =>
  withFile(bytes, (file) => {
    const { status, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8', timeout: 60_000 });
    return status === 0 ? '' : stderr;
  });

/** Whether a text stands anywhere in bytes: Latin-1, UTF-8, UTF-16 of both orders, or as hexadecimal digits of those. */
export function holds(bytes: Uint8Array, text: string): boolean {
  const buffer = Buffer.from(bytes);
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1'), little, big];
  const lower = buffer.toString('latin1').toLowerCase();
  return forms.some((form) => buffer.includes(form) || lower.includes(form.toString('hex')));
}

/** An 8-bit grey or RGB picture, row 0 at the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Reads PBM (P4), PGM (P5) and PPM (P6) with 8-bit samples. */
export function parsePnm(file: Uint8Array): Picture {
  const head = /^P([456])\s+(\d+)\s+(\d+)\s(?:(\d+)\s)?/.exec(
    Buffer.from(file.subarray(0, 64)).toString('latin1'),
  );
  if (head === null) throw new Error('not a PNM picture');
  const width = Number(head[2]);
  const height = Number(head[3]);
  if (head[1] !== '4') {
    return { width, height, channels: head[1] === '5' ? 1 : 3, data: file.subarray(head[0].length) };
  }
  // In a bitmap the maximum is not written; the expression may have taken the first byte for it.
  const start = Buffer.from(file).indexOf(`${head[3]}\n`) + head[3]!.length + 1;
  const row = Math.ceil(width / 8);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = (file[start + y * row + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 0 : 255;
    }
  }
  return { width, height, channels: 1, data };
}

/** The MediaBox of a page (from 1) as poppler draws it. */
export const popplerPage = (bytes: Uint8Array, page: number, dpi: number): Picture =>
  withFile(bytes, (file, folder) => {
    const target = join(folder, 'page');
    execFileSync(
      'pdftoppm',
      ['-r', String(dpi), '-f', String(page), '-l', String(page), file, target],
      quiet,
    );
    const name = readdirSync(folder).find((each) => each.startsWith('page'))!;
    return parsePnm(readFileSync(join(folder, name)));
  });

/** Every image of the file, decoded by poppler without what is drawn over it; masks are images too. */
export const popplerImages = (bytes: Uint8Array): readonly Picture[] =>
  withFile(bytes, (file, folder) => {
    execFileSync('pdfimages', [file, join(folder, 'image')], quiet);
    return readdirSync(folder)
      .filter((name) => /^image.*\.p[bgp]m$/.test(name))
      .sort()
      .map((name) => parsePnm(readFileSync(join(folder, name))));
  });
