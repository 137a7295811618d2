import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FontTrial } from '../../../../src/pdf/document/font-trial.ts';

const failed = (...pages: number[]): Map<number, string> => new Map(pages.map((page) => [page, 'pixels']));
const changed = { trimmed: 1, left: 0 };

describe('fonts under suspicion', () => {
  it('no trial where no font was changed, or no page failed', () => {
    const trial = new FontTrial();
    assert.equal(trial.suspects({ trimmed: 0, left: 0 }, failed(1)), false);
    assert.equal(trial.suspects(changed, failed()), false);
    assert.equal(trial.level, 'programs');
  });

  it('programs stay as they were when a page passes with them', () => {
    const trial = new FontTrial();
    assert.equal(trial.suspects(changed, failed(1, 2)), true);
    assert.equal(trial.level, 'lists');
    assert.equal(trial.suspects(changed, failed(2)), false);
    assert.equal(trial.level, 'lists');
    assert.equal(trial.suspects(changed, failed(2)), false, 'one trial only');
  });

  it('pages that fail all the same clear the programs', () => {
    const trial = new FontTrial();
    trial.suspects(changed, failed(1));
    assert.equal(trial.suspects(changed, failed(1)), false);
    assert.equal(trial.level, 'programs');
    assert.equal(trial.suspects(changed, failed(1)), false, 'one trial only');
  });
});
