import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import {
  clip,
  degrees,
  endPath,
  lineTo,
  moveTo,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  StandardFonts,
} from 'pdf-lib';
import startWabt from 'wabt';
import { trialRequest } from '../../../../src/pdf/document/trial.ts';
import {
  BEFORE,
  BUILD_OF_MASKS,
  buildOf,
  tune,
  tuned,
  type CallSite,
} from '../../../../src/pdf/engine/tuning.ts';
import { bodiesOf, partsOf } from '../../../../src/pdf/engine/wasm-module.ts';
import { BUILD } from '../../../../src/pdf/engine/direct-call-sites.ts';
import { Engine } from '../../../../src/pdf/engine/engine.ts';
import { MASKS } from '../../../../src/pdf/engine/masks-bytes.ts';
import type { EnginePage, Rendering } from '../../../../src/pdf/engine/page.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { callsOf } from '../../../fixtures/wasm-calls.ts';

/** The part of the global that is used; the libraries in force do not declare it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const SOURCE = `(module
  (type $two (func (param i32 i64) (result i64)))
  (table 4 funcref)
  (elem (i32.const 1) $sum $product $difference)
  (func $sum (type $two) (i64.add (i64.extend_i32_s (local.get 0)) (local.get 1)))
  (func $product (type $two) (i64.mul (i64.extend_i32_s (local.get 0)) (local.get 1)))
  (func $difference (type $two) (i64.sub (i64.extend_i32_s (local.get 0)) (local.get 1)))
  (func (export "run") (param $which i32) (param $a i32) (param $b i64) (result i64) (local $own i64)
    (local.set $own (call $sum (i32.const 1) (i64.const 2)))
    (i64.add (local.get $own) (call_indirect (type $two) (local.get $a) (local.get $b) (local.get $which)))))`;
const [SUM, PRODUCT, RUN] = [0, 1, 3];

async function assembled(source = SOURCE): Promise<Uint8Array> {
  const module = (await startWabt()).parseWat('calls.wat', source);
  return new Uint8Array(module.toBinary({}).buffer);
}

function siteIn(module: Uint8Array, targets: readonly number[]): CallSite {
  const call = callsOf(bodiesOf(partsOf(module))[RUN]!, 0).find(({ isIndirect }) => isIndirect);
  return [RUN, call!.at, ...targets];
}

type Run = (which: number, a: number, b: bigint) => bigint;

function runOf(module: Uint8Array): Run {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  return (exports as { readonly run: Run }).run;
}

const engineFile = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(pdfAssets.engine, 'pdfium.wasm')));

/** The engine as it comes: with a section that says nothing it is another build. */
const plainEngine = (): Uint8Array => new Uint8Array([...engineFile(), 0, 2, 1, 0x78]);

describe('direct calls instead of those by way of a table', () => {
  for (const targets of [[SUM], [PRODUCT, SUM]]) {
    it(`come to the same where ${targets.length} of the functions are expected, and where they are not`, async () => {
      const module = await assembled();
      const direct = tune(module, [siteIn(module, targets)]);
      const calls = callsOf(bodiesOf(partsOf(direct))[RUN]!, 0);
      assert.deepEqual(
        calls.map(({ isIndirect }) => isIndirect),
        [false, ...targets.map(() => false), true],
      );
      const [before, after] = [runOf(module), runOf(direct)];
      for (const [which, result] of [45n, 443n, 1n].entries()) {
        assert.equal(before(which + 1, 20, 22n), result);
        assert.equal(after(which + 1, 20, 22n), before(which + 1, 20, 22n));
      }
      for (const nothing of [0, 4, -1]) assert.throws(() => after(nothing, 20, 22n), /table|null|signature/);
    });
  }

  it('are made of nothing else than a call by way of the table', async () => {
    const module = await assembled();
    const [caller, at, ...targets] = siteIn(module, [SUM]);
    assert.throws(() => tune(module, [[caller, at - 1, ...targets]]), /no call/);
    assert.throws(() => tune(module, [[caller, at, RUN]]), /another function/);
  });

  it('are listed for the engine that is installed', () => {
    const module = engineFile();
    assert.equal(buildOf(module), BUILD, 'run npm run direct-calls');
    assert.equal(BUILD, BUILD_OF_MASKS, 'masks.wat is for another build');
    const direct = tuned(module);
    assert.ok(direct.length > module.length);
    assert.ok(new WebAssembly.Module(direct));
  });

  it('leave another build as it is, and what the engine reads and draws', async () => {
    const other = plainEngine();
    assert.ok(Buffer.from(other).equals(tuned(other)));
    const { bytes } = await trialRequest(readFileSync(join(pdfAssets.fonts, 'OpenSans-SemiBold.ttf')), true);
    const [quick, plain] = await Promise.all(
      [engineFile(), other].map((module) =>
        pagesOf(module, bytes, (page) => [
          page.characters(),
          ...([1, 4] as const).map((channels) => base64(page.render(page.pixelSize(1.3), channels))),
        ]),
      ),
    );
    assert.deepEqual(quick, plain);
  });
});

describe('functions that are asked before those of the engine', () => {
  it('do the work where they answer, and leave the rest', async () => {
    const module = await assembled(`(module
      (type $unused (func (param i32) (result i32)))
      (func (export "half") (param $a i32) (result i32) (local $own i32)
        (local.set $own (i32.div_u (local.get $a) (i32.const 2)))
        (local.get $own)))`);
    const own = await assembled(
      `(module (func (param $a i32) (result i32) (i32.and (local.get $a) (i32.const 1))))`,
    );
    const { exports } = new WebAssembly.Instance(
      new WebAssembly.Module(tune(module, [], { module: own, before: [0] })),
    );
    const { half } = exports as { readonly half: (a: number) => number };
    assert.deepEqual([10, 12, 7, 9].map(half), [5, 6, 1, 1]);
    const wrong = await assembled('(module (func (param i64) (result i32) (i32.const 1)))');
    assert.throws(() => tune(module, [], { module: wrong, before: [0] }), /other parameters/);
  });

  it('draw text as the engine does, at every size, place and shade', async function () {
    this.timeout(60_000);
    const bytes = await manyTexts();
    const looks = (page: EnginePage): string[] =>
      [0.3, 0.77, 1, 1.0371, 1.61, 2.2369].flatMap((scale) => {
        const size = page.pixelSize(scale);
        // Letters over the edges, and rows of every length.
        const clips = [0, 1, 2, 3, 5].map((by) => ({
          left: 61 + by,
          top: 31 + by,
          right: Math.min(size.width, 90 + 2 * by),
          bottom: Math.min(size.height, 62 + by),
        }));
        return [
          page.render(size, 1),
          page.render(size, 4),
          ...clips.map((clip) => page.render(size, 1, clip)),
        ].map(base64);
      });
    const [quick, plain] = await Promise.all(
      [engineFile(), plainEngine()].map((module) => pagesOf(module, bytes, looks)),
    );
    assert.deepEqual(quick, plain);
  });

  for (const which of [0, 1]) {
    it(`are asked (${which})`, async () => {
      const parts = partsOf(Buffer.from(MASKS, 'base64'));
      // Says that it did the work, and did nothing.
      const idle = await assembled(
        `(module ${parts.types
          .map((type, i) => {
            const count = parts.signatures[type]!.parameters.length;
            return `(func (param ${'i32 '.repeat(count)}) (result i32) (i32.const ${Number(i === which)}))`;
          })
          .join('')})`,
      );
      const bytes = await manyTexts();
      const module = tune(engineFile(), [], { module: idle, before: BEFORE });
      const [without, plain] = await Promise.all(
        [module, plainEngine()].map((each) =>
          pagesOf(each, bytes, (page) => base64(page.render(page.pixelSize(1), 1))),
        ),
      );
      assert.notDeepEqual(without, plain);
    });
  }
});

/** Text in every shade and size, over the page's edges, over itself and under a clip. */
async function manyTexts(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRomanItalic);
  const page = document.addPage([300, 400]);
  for (const [row, size] of [3, 4.7, 6, 8, 9.5, 11, 14, 22, 38, 61].entries()) {
    const grey = (row % 5) / 5;
    page.drawText('Wij jagen fijn – 0123 gyfjW', {
      font,
      size,
      x: row % 2 === 0 ? -0.4 * size : 20.3 + row,
      y: 398 - 4.3 * size - 6 * row,
      color: rgb(grey, 0.2, 1 - grey),
      rotate: degrees(row === 4 ? 17 : 0),
      opacity: row === 6 ? 0.4 : 1,
    });
    page.drawText('over', {
      font,
      size,
      x: 280 - size,
      y: 398 - 4 * size - 6 * row,
      color: rgb(grey, grey, grey),
    });
  }
  page.pushOperators(pushGraphicsState(), moveTo(30, 60), lineTo(170, 90), lineTo(90, 20), clip(), endPath());
  page.drawText('onder een uitsnede', { font, size: 19, x: 25, y: 50 });
  page.pushOperators(popGraphicsState());
  for (let row = 0; row < 9; row++) {
    page.pushOperators(pushGraphicsState(), rectangle(200, 100 + 11 * row, 20.5 + row, 9), clip(), endPath());
    page.drawText('op de rand', { font, size: 12, x: 190, y: 101 + 11 * row });
    page.pushOperators(popGraphicsState());
  }
  return document.save();
}

async function pagesOf<T>(
  module: Uint8Array,
  bytes: Uint8Array,
  read: (page: EnginePage) => T,
): Promise<T[]> {
  const engine = await Engine.start(module);
  return engine.withDocument(bytes, (document) =>
    Array.from({ length: document.pageCount }, (_, index) => document.withPage(index, read)),
  );
}

function base64({ pixels }: Rendering): string {
  return Buffer.from(pixels).toString('base64');
}
