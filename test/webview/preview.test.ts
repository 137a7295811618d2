import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { afterEach, before, describe, it } from 'mocha';
import { buildDecision } from '../../src/core/decision/build.ts';
import type { DocumentMarks } from '../../src/core/decision/input.ts';
import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import { applyDossierChange, type DossierChange } from '../../src/core/dossier/changes.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { groundSetFor } from '../../src/core/grounds/sets.ts';
import { mark, modelCase } from '../unit/core/decision/model-case.ts';
import { seriousViolations } from './support/axe.ts';
import { PlainDesk, type PlainOptions, type PlainPage, until } from './support/plain-page.ts';

const { dossier: wholeDossier, documents: wholeDocuments } = modelCase();

/** The model case with so many of its documents. */
function caseOf(count: number): { readonly dossier: Dossier; readonly documents: readonly DocumentMarks[] } {
  const documents = wholeDocuments.slice(0, count);
  return { documents, dossier: { ...wholeDossier, documents: documents.map(({ document }) => document) } };
}

/** The preview with a stand-in for the extension, which makes the letter as the extension does. */
class LetterPage {
  readonly plain: PlainPage;
  readonly received: readonly PreviewPageMessage[];
  dossier: Dossier;
  documents: readonly DocumentMarks[];

  private constructor(
    plain: PlainPage,
    received: readonly PreviewPageMessage[],
    { dossier, documents }: { readonly dossier: Dossier; readonly documents: readonly DocumentMarks[] },
  ) {
    this.plain = plain;
    this.received = received;
    this.dossier = dossier;
    this.documents = documents;
  }

  static async open(
    desk: PlainDesk,
    of: { readonly dossier: Dossier; readonly documents: readonly DocumentMarks[] } = caseOf(30),
    options: PlainOptions & { readonly readOnly?: boolean } = {},
  ): Promise<LetterPage> {
    const received: PreviewPageMessage[] = [];
    let answer: (message: PreviewPageMessage) => void = () => undefined;
    const plain = await desk.open(
      'preview',
      (message: PreviewPageMessage) => {
        received.push(message);
        answer(message);
      },
      { size: { width: 1000, height: 860 }, ...options },
    );
    const letter = new LetterPage(plain, received, of);
    answer = (message) => {
      if (message.type !== 'own-words') return;
      const { section, paragraphs, basedOn } = message;
      void letter.change(
        message.kind === 'override'
          ? { kind: 'set-override', section, paragraphs, basedOn }
          : { kind: 'set-addition', section, paragraphs },
      );
    };
    await letter.show(options.readOnly);
    await plain.page.locator('.paper').waitFor();
    return letter;
  }

  async show(readOnly = false): Promise<void> {
    const { dossier, documents } = this;
    const groundSet = groundSetFor(dossier.law);
    await this.plain.send({
      type: 'model',
      language: 'nl',
      model: buildDecision({ dossier, documents, groundSet }),
      reasons: Object.fromEntries(groundSet.reasons.map(({ id, title }) => [id, title])),
      readOnly,
    });
  }

  async change(change: DossierChange): Promise<void> {
    this.dossier = applyDossierChange(this.dossier, change);
    await this.show();
  }

  /** Puts other documents in the dossier, and shows the letter again. */
  async put(documents: readonly DocumentMarks[]): Promise<void> {
    this.documents = documents;
    this.dossier = { ...this.dossier, documents: documents.map(({ document }) => document) };
    await this.show();
  }

  section(id: string): Locator {
    return this.plain.page.locator(`[data-section="${id}"]`);
  }

  action(section: string, name: string): Locator {
    return this.section(section).locator(`[data-action="${name}"]`);
  }

  last<T extends PreviewPageMessage['type']>(type: T): Extract<PreviewPageMessage, { type: T }> | undefined {
    return this.received.findLast(
      (message): message is Extract<PreviewPageMessage, { type: T }> => message.type === type,
    );
  }
}

describe('the preview of the decision', () => {
  let desk: PlainDesk;
  before(async () => {
    desk = await PlainDesk.start();
  });
  afterEach(() => desk.clear());

  it('shows every part of the letter in its order, with its annexes', async () => {
    const letter = await LetterPage.open(desk);
    const model = buildDecision({ ...letter, groundSet: groundSetFor('wob') });
    const { page } = letter.plain;
    const ids = await page
      .locator('[data-section]')
      .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset['section']));
    assert.deepEqual(
      ids,
      [...model.sections, ...model.afterSignature].map(({ id }) => id),
    );
    const text = await page.locator('.paper').innerText();
    for (const { blocks } of model.sections) {
      for (const block of blocks) {
        if (block.kind === 'paragraph') assert.ok(text.includes(block.text), block.text);
      }
    }
    assert.ok(text.includes(model.letterhead.date) && text.includes(model.closing.authority));
    assert.equal(await page.locator('[data-annex="inventory"] tbody tr').count(), 30);
    assert.equal(await page.locator('[data-annex="disclosed"] tbody tr').count(), model.disclosed.length);
    assert.equal(await page.locator('[data-annex="articles"] h3').count(), model.articles.length);
    await page.getByText('Alle gegevens zijn ingevuld').waitFor();
    assert.deepEqual(letter.plain.errors, []);
  });

  it('shows what is missing where it is missing, and leads to the field', async () => {
    const { dossier, documents } = caseOf(12);
    const { date: _date, ...decision } = dossier.decision;
    const letter = await LetterPage.open(desk, { dossier: { ...dossier, decision }, documents });
    await letter.plain.page.locator('mark.gap').first().waitFor();
    await letter.plain.shot('preview-missing');
    await letter.plain.page.locator('button.chip[data-field="decision.date"]').click();
    await until('the field', () => letter.last('open-field')?.field === 'decision.date');
    await letter.change({ kind: 'set-field', path: ['decision', 'date'], value: '2021-11-30' });
    await letter.plain.page.getByText('Alle gegevens zijn ingevuld').waitFor();
    assert.equal(await letter.plain.page.locator('mark.gap').count(), 0);
  });

  it('tells where a paragraph comes from, and opens the document at the mark', async () => {
    const letter = await LetterPage.open(desk);
    const part = letter.section('overwegingen:10.2.d');
    await part.locator('.traced p, .traced li').last().click();
    const card = part.locator('.card');
    await card.waitFor();
    const [first] = letter.documents.filter(({ redactions }) =>
      redactions.some(({ grounds }) => grounds.includes('10.2.d')),
    );
    const link = card.locator(`[data-open="${first!.document.number}"][data-mark]`).first();
    const redactionId = await link.getAttribute('data-mark');
    await link.click();
    await until('the document', () => letter.last('open-document')?.document === first!.document.number);
    assert.equal(letter.last('open-document')?.redactionId, redactionId);
    assert.ok(first!.redactions.some(({ id }) => id === redactionId));
  });

  it('tells the same by keyboard, and closes it again', async () => {
    const letter = await LetterPage.open(desk);
    const trace = letter.section('overwegingen:10.2.d').locator('[data-trace]').first();
    await trace.focus();
    await letter.plain.page.keyboard.press('Enter');
    assert.equal(await trace.getAttribute('aria-expanded'), 'true');
    await letter.section('overwegingen:10.2.d').locator('.card').waitFor();
    await letter.plain.page.keyboard.press('Enter');
    assert.equal(await letter.section('overwegingen:10.2.d').locator('.card').count(), 0);
  });

  it('opens a document from the inventory', async () => {
    const letter = await LetterPage.open(desk);
    await letter.plain.page.locator('[data-annex="inventory"] [data-open="7"]').click();
    await until('the document', () => letter.last('open-document')?.document === '7');
    assert.equal(letter.last('open-document')?.redactionId, undefined);
  });

  it('keeps own words in place of a part, until the generated text is wanted back', async () => {
    const letter = await LetterPage.open(desk);
    const part = letter.section('inventarisatie');
    const generated = await part.locator('p').allInnerTexts();
    await part.hover();
    await letter.action('inventarisatie', 'edit').click();
    const area = part.locator('textarea');
    for (const text of generated) assert.ok((await area.inputValue()).includes(text), text);
    await area.fill('Wij hebben gezocht.\n\nEn gevonden.');
    await letter.plain.shot('preview-own-words');
    await letter.action('inventarisatie', 'save').click();
    await part.getByText('En gevonden.').waitFor();
    assert.deepEqual(letter.dossier.decision.overrides?.['inventarisatie']?.paragraphs, [
      'Wij hebben gezocht.',
      'En gevonden.',
    ]);
    await part.locator('.note', { hasText: 'Eigen tekst' }).first().waitFor();
    await letter.action('inventarisatie', 'reset').click();
    await part.getByText(generated[0]!).waitFor();
    assert.equal(letter.dossier.decision.overrides, undefined);
  });

  it('adds own paragraphs behind a part, and takes them out again', async () => {
    const letter = await LetterPage.open(desk);
    const part = letter.section('besluit');
    await letter.action('besluit', 'add').focus();
    await letter.plain.page.keyboard.press('Enter');
    await letter.plain.page.keyboard.type('Dit besluit is genomen in overleg.');
    await letter.plain.page.keyboard.press('Control+Enter');
    await part.getByText('in overleg').waitFor();
    assert.deepEqual(letter.dossier.decision.additions?.['besluit'], ['Dit besluit is genomen in overleg.']);
    await letter.action('besluit', 'add').click();
    await part.locator('textarea').fill('');
    await letter.action('besluit', 'save').click();
    await until('no addition', () => letter.dossier.decision.additions === undefined);
    await until('the text to go', async () => (await part.getByText('in overleg').count()) === 0);
  });

  it('says where own words have gone stale, and where their part has gone', async () => {
    const letter = await LetterPage.open(desk);
    await letter.change({
      kind: 'set-override',
      section: 'inventarisatie',
      paragraphs: ['Mijn tekst.'],
      basedOn: 'een-andere-tekst',
    });
    await letter.section('inventarisatie').getByText('kijk of uw eigen tekst nog klopt').waitFor();
    await letter.plain.page.getByText('1 eigen tekst om na te kijken').waitFor();
    await letter.change({
      kind: 'set-override',
      section: 'overwegingen:10.1.a',
      paragraphs: ['Voor een grond die niet is gebruikt.'],
      basedOn: 'x',
    });
    await letter.plain.page.getByText('dat onderdeel is er niet meer').waitFor();
    await letter.plain.shot('preview-stale');
  });

  it('leaves what is being typed alone when marks change, focus and all', async () => {
    const letter = await LetterPage.open(desk);
    const part = letter.section('inventarisatie');
    await letter.action('inventarisatie', 'edit').focus();
    await letter.plain.page.keyboard.press('Enter');
    await part.locator('textarea').fill('Half ');
    await letter.put(wholeDocuments.slice(0, 60));
    await until(
      'the inventory',
      async () => (await letter.plain.page.locator('[data-annex="inventory"] tbody tr').count()) === 60,
    );
    await letter.plain.page.keyboard.type('af');
    assert.equal(await part.locator('textarea').inputValue(), 'Half af');
    await letter.plain.page.keyboard.press('Escape');
    // What changed meanwhile is drawn once the typing is over.
    await part.getByText('60').first().waitFor();
  });

  it('keeps a card open when its paragraph is drawn anew', async () => {
    const letter = await LetterPage.open(desk);
    const part = letter.section('overwegingen:10.2.d');
    await part.locator('[data-trace]').nth(1).focus();
    await letter.plain.page.keyboard.press('Enter');
    const before = await part.locator('.card [data-mark]').count();
    const [first, ...rest] = letter.documents;
    const more = mark(
      'erbij',
      ['10.2.d'],
      first!.redactions.find(({ grounds }) => grounds.includes('10.2.d')) ?? {},
    );
    await letter.put([{ ...first!, redactions: [...first!.redactions, { ...more, id: 'erbij' }] }, ...rest]);
    await part.locator('.card [data-mark="erbij"]').waitFor();
    assert.equal(await part.locator('.card [data-mark]').count(), before + 1);
    await until('the focus', () =>
      part
        .locator('[data-trace]')
        .nth(1)
        .evaluate((node) => node === document.activeElement),
    );
  });

  it('draws only what changed of 370 documents', async () => {
    const letter = await LetterPage.open(desk, caseOf(370));
    const { page } = letter.plain;
    assert.equal(await page.locator('[data-annex="inventory"] tbody tr').count(), 370);
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('[data-section]')) node.setAttribute('data-old', '');
    });
    await letter.change({
      kind: 'set-field',
      path: ['decision', 'publishedAt'],
      value: 'www.ergens.example',
    });
    await page.getByText('www.ergens.example').first().waitFor();
    const old = await page.locator('[data-section][data-old]').count();
    assert.equal(old, (await page.locator('[data-section]').count()) - 1);
    await letter.put(wholeDocuments.map((each, index) => (index === 3 ? { ...each, redactions: [] } : each)));
    const measured = await page.evaluate(() =>
      performance.getEntriesByName('lakmoes:letter').map(({ duration }) => Math.round(duration)),
    );
    if (process.env['LAKMOES_MEASURE'] !== undefined)
      console.log(`redraws of 370 documents: ${measured.join(', ')} ms`);
    assert.equal(measured.length >= 2, true);
  });

  it('explains why there is no letter, and brings it back with what was being typed', async () => {
    const letter = await LetterPage.open(desk);
    await letter.action('besluit', 'add').focus();
    await letter.plain.page.keyboard.press('Enter');
    await letter.plain.page.keyboard.type('Nog niet af');
    await letter.plain.send({
      type: 'nothing',
      language: 'nl',
      message: 'Het dossier kan nu niet worden gelezen.',
    });
    await letter.plain.page.getByRole('alert').filter({ hasText: 'niet worden gelezen' }).waitFor();
    assert.equal(await letter.plain.page.locator('.paper').count(), 0);
    await letter.show();
    assert.equal(await letter.section('besluit').locator('textarea').inputValue(), 'Nog niet af');
  });

  it('offers no writing where the dossier cannot be written', async () => {
    const letter = await LetterPage.open(desk, caseOf(12), { readOnly: true });
    assert.equal(await letter.plain.page.locator('[data-action="edit"], [data-action="add"]').count(), 0);
    await letter.plain.page.locator('[data-action="export"]').click();
    await until('the export', () => letter.last('export') !== undefined);
  });

  it('shows anything as plain text', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror="alert(2)"> =cmd|x #import "y" עברית';
    const { dossier, documents } = caseOf(12);
    const letter = await LetterPage.open(desk, {
      dossier: {
        ...dossier,
        request: { ...dossier.request, subject: hostile, requester: { name: hostile, address: [hostile] } },
        decision: {
          ...dossier.decision,
          reference: hostile,
          overrides: { besluit: { paragraphs: [hostile] } },
          copies: [hostile],
        },
      },
      documents: documents.map(({ document, ...rest }) => ({
        ...rest,
        document: { ...document, title: hostile, citation: hostile, remark: hostile, type: hostile },
      })),
    });
    const { page } = letter.plain;
    for (const trace of await page.locator('[data-trace]').all())
      await trace.evaluate((node: HTMLElement) => {
        node.click();
      });
    assert.ok((await page.locator('.card').count()) > 5);
    assert.ok((await page.locator('.paper').innerText()).includes(hostile));
    assert.equal(await page.locator('#app script, #app img').count(), 0);
    assert.deepEqual(letter.plain.errors, []);
  });

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`has no serious accessibility violation in the ${theme} theme`, async () => {
      const letter = await LetterPage.open(desk, caseOf(30), { theme });
      await letter.plain.shot(`preview-${theme}`);
      await letter.section('overwegingen:10.2.d').locator('[data-trace]').nth(1).focus();
      await letter.plain.page.keyboard.press('Enter');
      await letter.plain.shot(`preview-card-${theme}`);
      await letter.action('besluit', 'add').focus();
      await letter.plain.page.keyboard.press('Enter');
      assert.deepEqual(await seriousViolations(letter.plain.page), []);
      await letter.plain.page.locator('[data-annex="inventory"]').scrollIntoViewIfNeeded();
      // What comes into view is drawn in the next frame.
      await letter.plain.page.evaluate(
        () => new Promise((next) => requestAnimationFrame(() => setTimeout(next))),
      );
      await letter.plain.shot(`preview-inventory-${theme}`);
    });
  }
});
