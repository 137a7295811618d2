import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { PDFArray, PDFDocument, PDFRawStream } from 'pdf-lib';
import {
  PdfError,
  type PdfErrorCode,
  type PdfPort,
  type RedactionMark,
} from '../../../src/core/ports/pdf.ts';
import type { Quad } from '../../../src/core/model/redaction.ts';
import { AFTER, BEFORE, SECRET, box } from '../hiding/builder.ts';
import { decodedBytes, holds, popplerText, qpdfComplaints, requireReaders } from '../readers.ts';
import {
  LINES,
  PAGES,
  allSecrets,
  latin1,
  noPages,
  plainDocument,
  request,
  secretMark,
  spacedLine,
} from './fixtures.ts';

const count = (text: string, word: string): number => text.split(word).length - 1;

/** The streams of a page, as they stand in the file. */
function contentOf(doc: PDFDocument, page: number): Uint8Array[] {
  const contents = doc.getPages()[page]!.node.Contents();
  const parts =
    contents instanceof PDFArray ? contents.asArray().map((ref) => doc.context.lookup(ref)) : [contents];
  return parts.map((part) => (part instanceof PDFRawStream ? part.contents : new Uint8Array()));
}

async function rejectsWith(work: Promise<unknown>, ...codes: readonly PdfErrorCode[]): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof PdfError, String(error));
    assert.ok(codes.includes(error.code), `${error.code}: ${error.message}`);
    return true;
  });
}

/** What every implementation of the PDF port must do. */
export function describePdfPort(name: string, makePort: () => PdfPort): void {
  describe(`PDF port: ${name}`, () => {
    const source = plainDocument();
    let port: PdfPort;

    before(() => {
      requireReaders();
      port = makePort();
    });
    after(() => port.dispose());

    describe('describe and text', () => {
      it('tells the sizes of all pages', async () => {
        const { pages, encrypted } = await port.describe(source);
        assert.equal(pages.length, PAGES);
        assert.equal(encrypted, false);
        assert.deepEqual(pages[1], {
          page: 2,
          mediaBox: [0, 0, 595, 842],
          cropBox: [0, 0, 595, 842],
          rotate: 0,
          userUnit: 1,
        });
      });

      it('gives every character with its place', async () => {
        const [page] = await port.text(source, [2]);
        assert.ok(page);
        assert.equal(page.geometry.page, 2);
        const text = page.characters.map((character) => character.text).join('');
        assert.equal(count(text, SECRET), LINES);
        const [mark] = [secretMark(2, 0)];
        const [l, , r] = mark.quads[0]!;
        const first = page.characters[text.indexOf(SECRET)]!;
        assert.equal(first.text, SECRET[0]);
        assert.ok(first.origin[0] >= l - 0.1 && first.origin[0] < r, `${first.origin[0]} in ${l}..${r}`);
        assert.ok(first.ink[2] > first.ink[0] && first.loose[3] > first.loose[1]);
      });

      it('gives all pages when none are named, and none that do not exist', async () => {
        assert.deepEqual(
          (await port.text(source)).map(({ geometry }) => geometry.page),
          [1, 2, 3],
        );
        assert.deepEqual(await port.text(source, [0, 9999, -1, 1.5]), []);
      });
    });

    describe('redact', () => {
      it('takes out what is marked and leaves the rest', async () => {
        assert.equal(count(popplerText(source), SECRET), PAGES * LINES, 'positive control');
        const { bytes, report } = await port.redact(request(source, allSecrets()));
        const text = popplerText(bytes);
        assert.equal(count(text, SECRET), 0);
        assert.equal(count(text, BEFORE), PAGES * LINES);
        assert.equal(count(text, AFTER), PAGES * LINES);
        assert.equal(holds(bytes, SECRET), false);
        assert.equal(qpdfComplaints(bytes), '');
        assert.equal(report.ok, true);
        assert.deepEqual(report.problems, []);
        assert.deepEqual(
          report.pages.map(({ method }) => method),
          ['removed', 'removed', 'removed'],
        );
      });

      it('leaves pages without marks as they are', async () => {
        const { bytes, report } = await port.redact(request(source, [secretMark(2, 3)]));
        assert.equal(count(popplerText(bytes), SECRET), PAGES * LINES - 1);
        assert.deepEqual(
          report.pages.map(({ method }) => method),
          ['unchanged', 'removed', 'unchanged'],
        );
        const before = await PDFDocument.load(source);
        const after = await PDFDocument.load(bytes);
        for (const page of [0, 2]) assert.deepEqual(contentOf(after, page), contentOf(before, page));
        assert.notDeepEqual(contentOf(after, 1), contentOf(before, 1));
      });

      it('takes an area and a whole page', async () => {
        const area: RedactionMark = {
          id: 'area',
          page: 1,
          kind: 'area',
          quads: [box(0, 700, 595, 842)],
          codes: ['10.2.g'],
        };
        const whole: RedactionMark = {
          id: 'page',
          page: 3,
          kind: 'page',
          quads: [box(0, 0, 595, 842)],
          codes: ['10.1.c'],
        };
        const { bytes } = await port.redact(request(source, [area, whole]));
        const pages = await port.text(bytes);
        const [first, second, third] = pages.map(({ characters }) => characters.map((c) => c.text).join(''));
        assert.equal(count(first ?? '', SECRET), LINES - 3);
        assert.equal(count(second ?? '', SECRET), LINES);
        assert.equal(count(third ?? '', BEFORE), 0);
      });

      it('takes marks that lie over one another, in boxes with a border or of a colour each', async () => {
        const areas = [box(60, 690, 320, 790), box(200, 650, 420, 740), box(220, 660, 300, 700)];
        const marks = areas.map((quad, i): RedactionMark => ({
          id: `area-${String(i)}`,
          page: 1,
          kind: 'area',
          quads: [quad],
          codes: [i === 1 ? '10.2.g' : '10.2.e'],
        }));
        for (const style of [
          { look: 'white', code: 'inside' },
          { look: 'black', code: 'inside', colours: { '10.2.e': '#aa0000', '10.2.g': '#0000aa' } },
        ] as const) {
          const { bytes, report } = await port.redact({ ...request(source, marks), box: style });
          assert.deepEqual(report.pages[0], { page: 1, method: 'removed' });
          const verified = await port.verify(bytes, marks);
          assert.deepEqual(verified.problems, []);
        }
      });

      it('writes the codes, and what a screen reader says', async () => {
        const { bytes } = await port.redact(request(source, [secretMark(1, 0, ['10.2.e', '10.2.g'])]));
        assert.ok(decodedBytes(bytes).includes('weggelakt: 10.2.e, 10.2.g'));
        assert.match(popplerText(bytes), /10\.2\.e.*10\.2\.g/s);
      });

      it('gives the same bytes for the same request', async () => {
        const marks = allSecrets();
        const one = await port.redact(request(source, marks));
        const two = await port.redact(request(source, marks));
        assert.ok(Buffer.from(one.bytes).equals(two.bytes));
        assert.equal(one.report.sha256, two.report.sha256);
      });

      it('writes one revision, a title and nothing else about the file', async () => {
        const { bytes } = await port.redact({
          ...request(source, [secretMark(1, 1)]),
          title: 'Stuk 12 (openbaar)',
          language: 'nl-NL',
        });
        const syntax = latin1(bytes);
        assert.equal(count(syntax, '%%EOF'), 1);
        assert.match(syntax, /%%EOF\r?\n?$/);
        const doc = await PDFDocument.load(bytes, { updateMetadata: false });
        assert.equal(doc.getTitle(), 'Stuk 12 (openbaar)');
        assert.equal(doc.getAuthor(), undefined);
        assert.equal(doc.getCreationDate(), undefined);
        assert.ok(decodedBytes(bytes).includes('nl-NL'));
      });

      it('works without marks', async () => {
        const { bytes, report } = await port.redact(request(source, []));
        assert.equal(count(popplerText(bytes), SECRET), PAGES * LINES);
        assert.ok(report.pages.every(({ method }) => method === 'unchanged'));
      });

      it('does not take the bytes of the caller', async () => {
        const mine = plainDocument();
        await port.redact(request(mine, [secretMark(1, 0)]));
        assert.deepEqual(mine, source);
      });

      it('reports every mark and tells no secret', async () => {
        const marks = allSecrets();
        const { report } = await port.redact(request(source, marks));
        assert.deepEqual(
          report.marks.map(({ id }) => id),
          marks.map(({ id }) => id),
        );
        assert.ok(
          report.marks.every((mark) => mark.charactersLeft === 0 && mark.uniform && !mark.quoteFound),
        );
        assert.equal(JSON.stringify(report).includes(SECRET), false);
      });

      for (const widthProtection of ['standard', 'strict'] as const) {
        it(`hides the width of what went (${widthProtection})`, async () => {
          const marks = [secretMark(1, 0), secretMark(1, 1)];
          const { bytes, report } = await port.redact({ ...request(source, marks), widthProtection });
          assert.equal(report.ok, true);
          assert.equal(count(popplerText(bytes), AFTER), PAGES * LINES);
          assert.equal(count(popplerText(bytes), SECRET), PAGES * LINES - 2);
        });
      }

      it('moves boxes along with their line, and says where there was no room to hide a width', async () => {
        const wide = spacedLine(200);
        const free = await port.redact({ ...request(wide.source, wide.marks), widthProtection: 'strict' });
        assert.deepEqual(free.report.pages, [{ page: 1, method: 'removed' }]);
        const narrow = spacedLine(2);
        const { bytes, report } = await port.redact({
          ...request(narrow.source, narrow.marks),
          widthProtection: 'strict',
        });
        assert.deepEqual(report.pages, [{ page: 1, method: 'removed', cramped: true }]);
        assert.ok(popplerText(bytes).includes(AFTER));
      });
    });

    describe('bad input', () => {
      const bad: readonly (readonly [string, Uint8Array, ...PdfErrorCode[]])[] = [
        ['no PDF', Buffer.from('Geachte heer, dit is geen pdf.'), 'not-a-pdf'],
        ['nothing', new Uint8Array(), 'not-a-pdf'],
        ['a header only', Buffer.from('%PDF-1.7\n'), 'damaged'],
        ['no pages', noPages(), 'no-pages', 'damaged'],
      ];
      for (const [what, bytes, ...codes] of bad) {
        it(`refuses ${what}`, async () => {
          await rejectsWith(port.describe(bytes), ...codes);
          await rejectsWith(port.text(bytes), ...codes);
          await rejectsWith(port.redact(request(bytes, [])), ...codes);
          await rejectsWith(port.verify(bytes), ...codes);
        });
      }

      it('reads a file that was cut short, or says that it is damaged', async () => {
        const half = source.slice(0, Math.floor(source.length / 2));
        try {
          const { bytes } = await port.redact(request(half, [secretMark(1, 0)]));
          assert.ok(bytes.length > 0);
        } catch (error) {
          assert.ok(error instanceof PdfError);
          assert.ok(['damaged', 'no-pages', 'unprovable'].includes(error.code), error.code);
        }
      });

      const wild: readonly (readonly [string, Partial<RedactionMark>])[] = [
        ['page 9999', { page: 9999 }],
        ['page 0', { page: 0 }],
        ['half a page number', { page: 1.5 }],
        ['NaN', { quads: [[Number.NaN, 1, 2, 3, 4, 5, 6, 7]] }],
        ['infinity', { quads: [[Infinity, 0, 1, 0, 0, 1, 1, 1]] }],
        ['coordinates of another world', { quads: [box(1e9, 1e9, 2e9, 2e9)] }],
        ['no area', { quads: [box(100, 100, 100, 100)] }],
        ['no quads', { quads: [] }],
        ['too few numbers', { quads: [[1, 2, 3] as unknown as Quad] }],
      ];
      for (const [what, change] of wild) {
        it(`refuses a mark with ${what} and writes nothing`, async () => {
          await rejectsWith(port.redact(request(source, [{ ...secretMark(1, 0), ...change }])), 'unprovable');
        });
      }

      it('goes on after a failure', async () => {
        await rejectsWith(port.describe(Buffer.from('nee')), 'not-a-pdf');
        assert.equal((await port.describe(source)).pages.length, PAGES);
      });
    });

    describe('cancelling', () => {
      it('does not begin when it is too late', async () => {
        const controller = new AbortController();
        controller.abort();
        await rejectsWith(port.describe(source, { signal: controller.signal }), 'cancelled');
      });

      it('stops what runs', async () => {
        const controller = new AbortController();
        const long = plainDocument(200);
        const running = port.redact(request(long, allSecrets(200)), {
          signal: controller.signal,
          onProgress: () => controller.abort(),
        });
        await rejectsWith(running, 'cancelled');
        assert.equal((await port.describe(source)).pages.length, PAGES);
      });

      it('tells how far it is', async () => {
        const steps: number[] = [];
        await port.redact(request(source, allSecrets()), {
          onProgress: (done, total) => steps.push(done / total),
        });
        assert.ok(steps.length > 0);
        assert.ok(steps.every((step) => step > 0 && step <= 1));
      });
    });

    describe('verify', () => {
      it('passes what redact gave', async () => {
        const marks = allSecrets();
        const { bytes } = await port.redact(request(source, marks));
        const report = await port.verify(bytes, marks);
        assert.deepEqual(report.problems, []);
        assert.equal(report.ok, true);
        assert.equal(report.marks.length, marks.length);
      });

      it('catches a file in which nothing was removed', async () => {
        const report = await port.verify(source, [secretMark(1, 0)]);
        assert.equal(report.ok, false);
        const [mark] = report.marks;
        assert.equal(mark?.charactersLeft, SECRET.length);
        assert.equal(mark?.uniform, false);
        assert.ok(report.problems.some(({ kind }) => kind === 'text-in-mark'));
        assert.equal(JSON.stringify(report).includes(SECRET), false);
      });
    });

    describe('combine', () => {
      it('puts documents behind one another, with a bookmark each', async () => {
        const other = plainDocument(1);
        const bytes = await port.combine([
          { title: 'Stuk 1', bytes: source },
          { title: 'Stuk 2: vervolg', bytes: other },
        ]);
        const { pages } = await port.describe(bytes);
        assert.equal(pages.length, PAGES + 1);
        assert.equal(count(popplerText(bytes), SECRET), (PAGES + 1) * LINES);
        assert.equal(qpdfComplaints(bytes), '');
        const decoded = decodedBytes(bytes);
        assert.ok(decoded.includes('Stuk 1') && decoded.includes('Stuk 2: vervolg'));
      });

      it('refuses nothing, and names what is no PDF', async () => {
        await rejectsWith(port.combine([]), 'no-pages');
        await rejectsWith(port.combine([{ title: 'x', bytes: Buffer.from('x') }]), 'not-a-pdf');
      });
    });
  });
}
