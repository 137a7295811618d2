import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { PDFDocument, PDFRawStream } from 'pdf-lib';
import type { PdfPort } from '../../../../src/core/ports/pdf.ts';
import { createInProcessPdf, type InProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import {
  MOST_TO_SHARE,
  type Assistant,
  type Share,
  type SharedTask,
} from '../../../../src/pdf/document/shared-task.ts';
import { endTurns, newTurns, takeTurn, type End } from '../../../../src/pdf/document/turns.ts';
import type { PageVerdict } from '../../../../src/pdf/verify/page-proof.ts';
import { allSecrets, plainDocument, request } from '../../../conformance/port/fixtures.ts';
import { openPdfPort, pdfAssets } from '../../../fixtures/pdf-port.ts';

const PAGES = 10;

describe('sharing the pages of a document', () => {
  const call = request(plainDocument(PAGES), allSecrets(PAGES));
  let alone: InProcessPdf;
  let helper: InProcessPdf;
  before(() => {
    alone = createInProcessPdf(pdfAssets);
    helper = createInProcessPdf(pdfAssets);
  });
  after(() => Promise.all([alone.dispose(), helper.dispose()]));

  /** Takes every page before the thread that asks takes one; `change` is what it makes of what it found. */
  function eager(change: (share: Share, task: SharedTask) => Share | undefined): {
    readonly assistant: Assistant;
    readonly taken: string[];
  } {
    const taken: string[] = [];
    const help = async (task: SharedTask): Promise<Share | undefined> => {
      endTurns(task.turns);
      const share = await helper.takePart({ ...task, turns: newTurns() });
      taken.push(`${task.kind} ${share.length}`);
      return change(share, task);
    };
    return { assistant: { others: 1, help, goOnAlone: () => taken.push('alone') }, taken };
  }

  it('gives what one thread gives', async () => {
    const { assistant, taken } = eager((share) => share);
    const together = await createInProcessPdf(pdfAssets, assistant).redact(call);
    assert.deepEqual(taken, [`read ${PAGES}`, `glance ${PAGES}`, `prove ${PAGES}`]);
    assert.deepEqual(together, await alone.redact(call));
  });

  it('goes by what the other thread found', async () => {
    const { assistant } = eager((share, { kind }) =>
      kind !== 'prove'
        ? share
        : share.map(([place, found]) =>
            place === 3 ? [place, { ...(found as PageVerdict), changedPixels: 999 }] : [place, found],
          ),
    );
    const pdf = createInProcessPdf(pdfAssets, assistant);
    // Whatever is tried, this page fails: nothing comes out.
    await assert.rejects(pdf.redact(call), /pixels changed outside marks/);
  });

  it('does the pages itself that the other thread took and did not bring', async () => {
    const { assistant, taken } = eager(() => undefined);
    const result = await createInProcessPdf(pdfAssets, assistant).redact(call);
    assert.equal(taken.length, 3);
    assert.deepEqual(result, await alone.redact(call));
  });

  it('tells of progress to the end, also where the other thread took every page', async () => {
    const { assistant } = eager((share) => share);
    const seen: number[] = [];
    await createInProcessPdf(pdfAssets, assistant).redact(call, {
      onProgress: (done, total) => seen.push(done / total),
    });
    assert.equal(Math.max(...seen), 1);
  });

  it('keeps an original open for the next part of the same redaction, and for no other', async () => {
    const pdf = createInProcessPdf(pdfAssets);
    /** Looks at the last page, which an original with fewer has not. */
    const look = (source: string, count: number): Promise<Share> => {
      const pages = [{ index: count - 1, marks: [] }];
      return pdf.takePart({
        kind: 'glance',
        source,
        original: plainDocument(count),
        pages,
        turns: newTurns(),
      });
    };
    await look('one', 1);
    await look('two', 3);
    await assert.rejects(look('two', 4), /page 4/, 'what has the same source is the same');
    await look('two', 4);
    await pdf.describe(plainDocument(1));
    await look('two', 5);
  });

  it('takes every page once, whoever takes how many from which end', () => {
    const turns = newTurns();
    const ends: readonly End[] = ['first', 'last', 'last', 'first', 'last', 'last', 'last', 'first'];
    const taken = ends.map((end) => takeTurn(turns, 7, end));
    assert.deepEqual(
      taken.map((turn) => turn?.place),
      [0, 6, 5, 1, 4, 3, 2, undefined],
    );
    assert.deepEqual(
      taken.map((turn) => turn?.taken),
      [1, 2, 3, 4, 5, 6, 7, undefined],
    );
    const others = newTurns();
    assert.ok(takeTurn(others, 7, 'last'));
    endTurns(others);
    assert.equal(takeTurn(others, 7, 'first'), undefined);
  });

  it('asks more of several threads for many pages only', async () => {
    for (const [pages, most] of [
      [4, 1],
      [48, 2],
    ] as const) {
      const asked: string[] = [];
      const help = (task: SharedTask): Promise<undefined> => {
        asked.push(task.kind);
        return Promise.resolve(undefined);
      };
      const pdf = createInProcessPdf(pdfAssets, { others: 3, help, goOnAlone: () => asked.push('alone') });
      await pdf.redact(request(plainDocument(pages), allSecrets(pages)));
      assert.ok(!asked.includes('alone'));
      const times = (kind: string): number => asked.filter((each) => each === kind).length;
      assert.deepEqual([times('read'), times('prove')], [most, most], `${pages} pages`);
    }
  });

  it('goes on alone with a document that is too large to be proven by several', async () => {
    const { assistant, taken } = eager((share) => share);
    const document = await PDFDocument.load(plainDocument(4));
    document.context.register(PDFRawStream.of(document.context.obj({}), new Uint8Array(MOST_TO_SHARE)));
    const large = request(await document.save(), allSecrets(4));
    const { report } = await createInProcessPdf(pdfAssets, assistant).redact(large);
    assert.deepEqual(taken, ['read 4', 'alone']);
    assert.equal(report.ok, true);
  });

  it('is done by the workers of the port, and leaves them free for others', async () => {
    const port: PdfPort = openPdfPort({ threads: 2 });
    try {
      const [one, two] = await Promise.all([port.redact(call), port.redact(call)]);
      assert.deepEqual(one, two);
      // Threads share memory; what comes out may go anywhere, to WebCrypto for one, which refuses it.
      assert.ok(one.bytes.buffer instanceof ArrayBuffer);
      const seen: number[] = [];
      const three = await port.redact(call, {
        onProgress: (done) => seen.push(done),
      });
      assert.deepEqual(three, one);
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => a - b),
      );
    } finally {
      await port.dispose();
    }
  });

  it('is done by three threads as by one', async () => {
    const long = request(plainDocument(48), allSecrets(48));
    const port: PdfPort = openPdfPort({ threads: 3 });
    try {
      assert.deepEqual(await port.redact(long), await alone.redact(long));
    } finally {
      await port.dispose();
    }
  });
});
