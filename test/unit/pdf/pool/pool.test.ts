import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { afterEach, describe, it } from 'mocha';
import { PdfError, type PdfCall, type PdfErrorCode } from '../../../../src/core/ports/pdf.ts';
import { Pool } from '../../../../src/pdf/pool/pool.ts';
import type { ThreadLimits } from '../../../../src/pdf/pool/thread.ts';

const FILE = new URL('../../../fixtures/pool/misbehaving-worker.ts', import.meta.url);
const MEMORY = 400 * (1 << 20);
const LIMITS: ThreadLimits = { silence: 20_000, duration: 60_000, idleMemory: 1 << 28 };

describe('pool of workers', () => {
  const pools: Pool[] = [];
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
  });

  function open(
    size: number,
    limits: Partial<ThreadLimits> = {},
  ): (what: string, call?: PdfCall) => Promise<unknown> {
    const setup = { assets: { engine: '', pdfjs: '', fonts: '' }, threads: size, engineMemory: 1 << 24 };
    const pool = new Pool(FILE, setup, { ...LIMITS, ...limits }, { size, memory: MEMORY });
    pools.push(pool);
    return (what, call) =>
      pool.run(() => ({ method: 'describe', bytes: new Uint8Array(Buffer.from(what)) }), call);
  }

  const fails = (work: Promise<unknown>, code: PdfErrorCode): Promise<void> =>
    assert.rejects(work, (error) => error instanceof PdfError && error.code === code);

  it('answers in turn, with one worker for all', async () => {
    const run = open(1);
    assert.deepEqual(await Promise.all([run('a'), run('b'), run('c')]), ['1', '2', '3']);
  });

  it('leaves no listener on the signal of calls that are done', async () => {
    const run = open(1);
    const { signal } = new AbortController();
    await Promise.all([run('a', { signal }), run('b', { signal }), run('c', { signal })]);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('starts anew after a crash, and only the one call fails', async () => {
    const run = open(1);
    const [exit, thrown, after] = [run('exit'), run('throw'), run('fine')];
    await fails(exit, 'engine-failed');
    await fails(thrown, 'engine-failed');
    assert.equal(await after, '1');
  });

  it('has an idle worker take part, and tells when there is none or when it failed', async () => {
    assert.equal(await open(2)('help fine'), '[[7,null]]');
    assert.equal(await open(1)('help fine'), '"none"');
    const run = open(2);
    for (const what of ['throw', 'exit', 'throw']) assert.equal(await run(`help ${what}`), '"none"', what);
  });

  it('ends a call that hangs, while another goes on', async () => {
    const run = open(2, { silence: 1_500 });
    const hanging = fails(run('hang'), 'timeout');
    assert.equal(await run('slow'), 'slow');
    await hanging;
    assert.match(String(await run('fine')), /^[12]$/);
  });

  it('lets a long call go on that makes progress, up to the limit of a call', async () => {
    const patient = open(1, { silence: 550, duration: 60_000 });
    await patient('warm');
    assert.equal(await patient('slow'), 'slow');
    const strict = open(1, { duration: 1 });
    await fails(strict('hang'), 'timeout');
  });

  it('ends a call that fills the memory, and the process lives on', async () => {
    const run = open(1);
    await fails(run('heap'), 'out-of-memory');
    assert.equal(await run('fine'), '1');
  });

  it('refuses memory to an engine beyond the limit', async () => {
    assert.equal(await open(1)('engine'), 'refused');
  });

  it('keeps a worker that refused a file, and replaces one whose engine failed', async () => {
    const run = open(1);
    await fails(run('password'), 'password');
    assert.equal(await run('fine'), '2');
    await fails(run('engine-failed'), 'engine-failed');
    assert.equal(await run('fine'), '1');
  });

  it('replaces a worker whose engine grew large', async () => {
    const run = open(1);
    assert.equal(await run('a'), '1');
    assert.equal(await run('big'), 'big');
    assert.equal(await run('b'), '1');
  });

  it('ends a worker with nothing to do beside one that goes on alone', async () => {
    const run = open(2);
    assert.deepEqual(await Promise.all([run('slow'), run('a')]), ['slow', '1']);
    assert.deepEqual(await Promise.all([run('slow'), run('b')]), ['slow', '2']);
    assert.equal(await run('alone'), '3');
    assert.deepEqual(await Promise.all([run('slow'), run('c')]), ['slow', '1']);
  });

  it('gets each worker ready once; what goes wrong there is told by the next call', async () => {
    const run = open(1);
    const [pool] = pools;
    await Promise.all([pool?.prepare(), pool?.prepare()]);
    assert.equal(await run('a'), '2');
    await pool?.prepare();
    assert.equal(await run('b'), '3');
    await fails(run('exit'), 'engine-failed');
    await pool?.prepare();
    assert.equal(await run('c'), '2');
    await pool?.dispose();
    await pool?.prepare();
    await fails(run('late'), 'cancelled');
  });

  it('tells those that get ready to make haste when work waits', async () => {
    const run = open(1);
    await pools[0]?.prepare();
    assert.equal(await run('hurried'), 'false');
    const other = open(1);
    void pools[1]?.prepare();
    assert.equal(await other('hurried'), 'true');
  });

  it('cancels what runs and what waits, and goes on', async () => {
    const run = open(1);
    const controller = new AbortController();
    const running = fails(run('hang', { signal: controller.signal }), 'cancelled');
    const waiting = fails(run('hang', { signal: controller.signal }), 'cancelled');
    const other = run('fine');
    controller.abort();
    await Promise.all([running, waiting]);
    assert.equal(await other, '1');
  });

  it('ends everything when it is disposed of', async () => {
    const run = open(1);
    const all = [fails(run('hang'), 'cancelled'), fails(run('fine'), 'cancelled')];
    await Promise.all(pools.map((pool) => pool.dispose()));
    await Promise.all(all);
    await fails(run('late'), 'cancelled');
  });
});
