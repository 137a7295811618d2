import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { saysMore } from '../../../../src/pdf/verify/revisions.ts';

describe('older revisions', () => {
  it('say more when they have a word that the newest has not, wherever its lines end', () => {
    assert.ok(saysMore('aan Jan de Vries', 'aan Januari de Vries'));
    assert.ok(!saysMore('aan\nde  Vries', 'de Vries aan'));
  });

  it('say no more when a line ends elsewhere in a script without spaces', () => {
    assert.ok(!saysMore('で\nき', '接続を行うことができる'));
    assert.ok(saysMore('接続端子', '接続を行うことができる'));
  });
});
