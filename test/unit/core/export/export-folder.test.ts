import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { createNodeFiles } from '../../../../src/cli/node-files.ts';
import { ExportFolder } from '../../../../src/core/export/export-folder.ts';
import { sha256 } from './memory.ts';

describe('the folder of an export, on the disk', () => {
  const files = createNodeFiles();
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'lakmoes-export-'));
  });
  after(() => rm(home, { recursive: true }));

  const started = async (target: string): Promise<ExportFolder> => {
    const folder = await ExportFolder.open(files, pathToFileURL(target).href, 'besluit', sha256);
    await folder.write('Bijlage 3/een.pdf', new Uint8Array(3));
    return folder;
  };

  it('is gone after a failure, and so is the target that was made for it', async () => {
    const target = join(home, 'nieuw');
    await (await started(target)).discard();
    assert.equal(existsSync(target), false);
  });

  it('tells of what an export left that never ended, and of nothing that others made', async () => {
    const target = join(home, 'gebroken');
    await started(target);
    await mkdir(join(target, '.van-een-ander.partial'));
    const next = await started(target);
    assert.deepEqual(next.others, ['.besluit.partial']);
    await next.finish();
    assert.deepEqual((await readdir(target)).sort(), [
      '.besluit.partial',
      '.van-een-ander.partial',
      'besluit',
    ]);
    assert.deepEqual(await readdir(join(target, 'besluit')), ['Bijlage 3']);
  });

  it('leaves a target alone that was there or that holds something else', async () => {
    const target = join(home, 'bestond');
    const first = await started(target);
    const second = await started(target);
    await first.discard();
    assert.equal((await readdir(target)).length, 1);
    await second.finish();
    await (await started(target)).discard();
    assert.deepEqual(await readdir(target), ['besluit']);
  });
});
