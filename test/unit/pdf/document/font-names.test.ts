import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fontNameTells } from '../../../../src/pdf/document/font-names.ts';
import { Secrets } from '../../../../src/pdf/document/secrets.ts';

describe('fontNameTells', () => {
  it('takes names of fonts that everybody has for what they are, whatever part of them is marked', () => {
    assert.equal(fontNameTells('ZapfDingbats', new Secrets(['fDing', 'ingbats'])), false);
    assert.equal(fontNameTells('TimesNewRomanPS-BoldMT', new Secrets(['sNew'])), false);
    assert.equal(fontNameTells('BAAAAA+LiberationSerif', new Secrets(['beration Serif'])), false);
    assert.equal(fontNameTells('JANSEN+LiberationSerif', new Secrets(['Jansen'])), true);
    assert.equal(fontNameTells('ZapfDingbats-Jansen', new Secrets(['Jansen'])), true);
    // Written over.
    assert.equal(fontNameTells('xxxxxxxx', new Secrets(['XXXX'])), false);
    assert.equal(fontNameTells('Font XXXX', new Secrets(['XXXX'])), true);
  });
});
