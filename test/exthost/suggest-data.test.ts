import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { LakmoesApi } from '../../src/extension.ts';
import { answerPrompts } from './prompts.ts';
import { answerMessages, closeAll, freshFolder, lakmoes, openPdf, put, textPdf, until } from './support.ts';

describe('personal data in a document', () => {
  let api: LakmoesApi;
  const folder = freshFolder();
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it('become suggestions with a ground, never more, as one step of undo', async () => {
    const pdf = await put(
      folder,
      'brief.pdf',
      await textPdf(['Beste Karin,', 'Bel 06 12345678 of 0800-1234.', 'BSN 123456782', 'Groet,', 'Karin']),
    );
    const { document } = await openPdf(api, pdf);
    const labels: string[] = [];
    const prompts = answerPrompts({
      pick: (_question, offered) => {
        labels.push(...offered);
        return undefined;
      },
    });
    const messages = answerMessages(() => undefined);
    try {
      await vscode.commands.executeCommand('lakmoes.suggestPersonalData');
      await vscode.commands.executeCommand('lakmoes.suggestPersonalData');
    } finally {
      prompts.restore();
      messages.restore();
    }
    assert.deepEqual(labels, ['brief.pdf', 'Namen', 'Telefoonnummers', 'Burgerservicenummers']);
    assert.deepEqual(
      document.sidecar.redactions.map(({ quote, grounds, reason, status, origin }) => [
        quote,
        grounds.join(),
        reason,
        status,
        origin,
      ]),
      [
        ['Karin', '5.1.2.e', 'ambtenaren', 'suggested', 'detector:naam'],
        ['06 12345678', '5.1.2.e', 'ambtenaren', 'suggested', 'detector:telefoon'],
        ['123456782', '5.1.1.e', 'bsn', 'suggested', 'detector:bsn'],
        ['Karin', '5.1.2.e', 'ambtenaren', 'suggested', 'detector:naam'],
      ],
    );
    // The second time nothing is left to suggest.
    assert.match(messages.asked.at(-1) ?? '', /^Geen persoonsgegevens herkend/u);
    await vscode.commands.executeCommand('undo');
    await until('no suggestions', () => document.sidecar.redactions.length === 0);
  });
});
