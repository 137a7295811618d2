import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import startWabt from 'wabt';
import { trialRequest } from '../../../../src/pdf/document/trial.ts';
import {
  bodiesOf,
  buildOf,
  callDirectly,
  partsOf,
  withDirectCalls,
  type CallSite,
} from '../../../../src/pdf/engine/direct-calls.ts';
import { BUILD } from '../../../../src/pdf/engine/direct-call-sites.ts';
import { Engine } from '../../../../src/pdf/engine/engine.ts';
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

async function assembled(): Promise<Uint8Array> {
  const module = (await startWabt()).parseWat('calls.wat', SOURCE);
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

describe('direct calls instead of those by way of a table', () => {
  for (const targets of [[SUM], [PRODUCT, SUM]]) {
    it(`come to the same where ${targets.length} of the functions are expected, and where they are not`, async () => {
      const module = await assembled();
      const direct = callDirectly(module, [siteIn(module, targets)]);
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
    assert.throws(() => callDirectly(module, [[caller, at - 1, ...targets]]), /no call/);
    assert.throws(() => callDirectly(module, [[caller, at, RUN]]), /another function/);
  });

  it('are listed for the engine that is installed', () => {
    const module = engineFile();
    assert.equal(buildOf(module), BUILD, 'run npm run direct-calls');
    const direct = withDirectCalls(module);
    assert.ok(direct.length > module.length);
    assert.ok(new WebAssembly.Module(direct));
  });

  it('leave another build as it is, and what the engine reads and draws', async () => {
    // With a section that says nothing.
    const other = new Uint8Array([...engineFile(), 0, 2, 1, 0x78]);
    assert.ok(Buffer.from(other).equals(withDirectCalls(other)));
    const seen: unknown[] = [];
    const { bytes } = await trialRequest(readFileSync(join(pdfAssets.fonts, 'OpenSans-SemiBold.ttf')), true);
    for (const module of [engineFile(), other]) {
      const engine = await Engine.start(module);
      seen.push(
        engine.withDocument(bytes, (document) =>
          Array.from({ length: document.pageCount }, (_, index) =>
            document.withPage(index, (page) => {
              const looks = ([1, 4] as const).map(
                (channels) => page.render(page.pixelSize(1.3), channels).pixels,
              );
              return [page.characters(), ...looks.map((pixels) => Buffer.from(pixels).toString('base64'))];
            }),
          ),
        ),
      );
    }
    assert.deepEqual(seen[0], seen[1]);
  });
});
