import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PdfPort } from '../../src/core/ports/pdf.ts';
import { foreignFiles } from '../conformance/bad-redactions/cases.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';

/*
 * npm run bench -- xray [folder…]
 *
 * What Free Law Project's x-ray finds and what we find: in the files of test/conformance/bad-redactions, and in every
 * PDF of the folders that are named. XRAY_PYTHON is a Python that has the package x-ray (pip install x-ray).
 */

/** Each file in a process of its own, with limits: some files take all the memory there is. */
const PEER = `
import sys, os, json, asyncio, resource, signal
import fitz, xray
fitz.TOOLS.mupdf_display_errors(False)
for path in sys.stdin.read().split('\\n'):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        signal.alarm(30)
        try:
            pages = asyncio.run(xray.inspect(path))
            said = str(sum(len(found) for found in pages.values()))
        except BaseException:
            said = 'refused'
        os.write(w, said.encode())
        os._exit(0)
    os.close(w)
    said = os.read(r, 100).decode()
    os.close(r)
    os.waitpid(pid, 0)
    print(said or 'refused', flush=True)
`;

/** Compares with x-ray and prints where the two differ. */
export async function benchXray(folders: readonly string[]): Promise<void> {
  const python = process.env['XRAY_PYTHON'];
  if (python === undefined) {
    console.log('x-ray: not compared; XRAY_PYTHON has to name a Python with the package x-ray.');
    return;
  }
  const pdf = openPdfPort();
  const own = await mkdtemp(join(tmpdir(), 'lakmoes-xray-'));
  try {
    await Promise.all(
      foreignFiles.map(({ item, finding, bytes }) =>
        writeFile(join(own, `${finding ?? 'nothing'}: ${item.replaceAll('/', ' ')}.pdf`), bytes),
      ),
    );
    for (const folder of [own, ...folders.map((each) => resolve(each))]) {
      console.log(`\n${folder === own ? 'test/conformance/bad-redactions' : folder}`);
      await compare(pdf, python, folder);
    }
  } finally {
    await rm(own, { recursive: true });
    await pdf.dispose();
  }
}

async function compare(pdf: PdfPort, python: string, folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.pdf$/i.test(name)).sort();
  const peer = await askPeer(
    python,
    names.map((name) => join(folder, name)),
  );
  const rows = { both: 0, 'x-ray only': 0, 'Lakmoes only': 0, neither: 0 };
  for (const [index, name] of names.entries()) {
    const theirs = peer[index] ?? 'refused';
    const ours = await problems(pdf, join(folder, name));
    const [they, we] = [Number(theirs) > 0, ours.length > 0 && ours[0] !== 'refused'];
    const row = they ? (we ? 'both' : 'x-ray only') : we ? 'Lakmoes only' : 'neither';
    rows[row]++;
    if (they !== we) console.log(`  ${row.padEnd(13)} ${name}  [x-ray ${theirs}; ${ours.join(', ')}]`);
  }
  console.log(
    `  ${Object.entries(rows)
      .map(([row, count]) => `${row} ${count}`)
      .join(' · ')}`,
  );
}

function askPeer(python: string, paths: readonly string[]): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    const child = spawn(python, ['-c', PEER], { stdio: ['pipe', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done(out.trim().split('\n')) : fail(new Error(`x-ray ended with ${String(code)}`)),
    );
    child.stdin.end(paths.join('\n'));
  });
}

async function problems(pdf: PdfPort, path: string): Promise<readonly string[]> {
  try {
    const report = await pdf.verify(new Uint8Array(await readFile(path)));
    return [...new Set(report.problems.map(({ kind }) => kind))];
  } catch {
    return ['refused'];
  }
}
