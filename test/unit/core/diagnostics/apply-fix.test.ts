import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyFix, type FixContext } from '../../../../src/core/diagnostics/apply-fix.ts';
import { checkSidecar } from '../../../../src/core/diagnostics/check-sidecar.ts';
import type { FindingCode, FindingFix } from '../../../../src/core/diagnostics/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { applyEdit, invertEdit } from '../../../../src/core/model/edits.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import { boxOfQuad, quadOfBox } from '../../../../src/core/text/geometry.ts';
import { quoteOfQuads } from '../../../../src/core/text/in-quads.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { mark, SHA, sidecarWith } from '../marks.ts';
import { narrowBox, pageOf, picturedPage, rangeOf } from '../text/pages.ts';

const NOW = '2021-11-05T10:00:00+01:00';
const PAGES = [
  { page: 1, mediaBox: [0, 0, 595, 842], cropBox: [0, 0, 595, 842], rotate: 0, userUnit: 1 },
] as const;

/** Checks a mark, applies the fix of that kind, and gives the marks before, after, and after undo. */
function fix(
  subject: Redaction,
  code: FindingCode,
  kind: FindingFix['kind'],
  context: Partial<FixContext> = {},
) {
  const sidecar = sidecarWith(subject);
  const input = { groundSet: groundSetFor('wob'), actual: { sha256: SHA, pages: PAGES }, ...context };
  const finding = checkSidecar({ sidecar, ...input }).find((each) => each.code === code);
  assert.ok(finding, code);
  const chosen = finding.fixes.find((each) => each.kind === kind);
  assert.ok(chosen, kind);
  const edit = applyFix(chosen, finding, sidecar, { now: NOW, pages: PAGES, ...context });
  assert.ok(edit);
  const after = applyEdit(sidecar.redactions, edit);
  assert.deepEqual(applyEdit(after, invertEdit(edit)), sidecar.redactions);
  const left = checkSidecar({ sidecar: { ...sidecar, redactions: after }, ...input });
  assert.ok(!left.some((each) => each.code === code), `${code} is still there`);
  return { after, label: edit.label };
}

describe('quick fixes', () => {
  it('set the ground', () => {
    const { after } = fix(mark({ grounds: ['10.2e'] }), 'grond-onbekend', 'set-ground');
    assert.deepEqual([after[0]?.grounds, after[0]?.modified], [['10.2.e'], NOW]);
    fix(mark({ grounds: ['10.2.g'], reason: 'aanvragen' }), 'combinatie-ontbreekt', 'set-ground');
    fix(mark({ grounds: ['10.2.d'], reason: 'ambtenaren' }), 'motivering-ontbreekt', 'set-ground');
    fix(mark({ grounds: ['10.2.e', '10.2.d'] }), 'motivering-ontbreekt', 'set-ground');
  });

  it('decide on a suggestion', () => {
    assert.equal(fix(mark({ status: 'suggested' }), 'suggestie-open', 'accept').after[0]?.status, 'accepted');
    const { after, label } = fix(mark({ status: 'suggested' }), 'suggestie-open', 'reject', {
      language: 'en',
    });
    assert.deepEqual([after[0]?.status, label], ['rejected', 'Reject suggestion']);
  });

  it('delete the mark', () => {
    assert.deepEqual(fix(mark({ quads: [] }), 'markering-leeg', 'delete').after, []);
  });

  it('clip to the page, upright or turned', () => {
    const upright = fix(
      mark({ quads: [quadOfBox([-50, 700, 100, 712])] }),
      'markering-buiten-pagina',
      'clip-to-page',
    );
    assert.deepEqual(upright.after[0]?.quads, [quadOfBox([0, 700, 100, 712])]);
    const diamond = fix(
      mark({ quads: [[0, 760, 60, 700, -60, 700, 0, 640]] }),
      'markering-buiten-pagina',
      'clip-to-page',
    );
    for (const quad of diamond.after[0]?.quads ?? []) assert.ok(boxOfQuad(quad)[0] >= 0);
  });

  it('cover the picture of a word behind which the text of a scan is narrower', () => {
    const page = picturedPage(['Joris Inktpot']);
    const { start, end } = rangeOf(page, 'Inktpot');
    const narrow = mark({ quads: [quadOfBox(narrowBox(page, start, end))], quote: 'Inktpot' });
    const { after } = fix(narrow, 'beeld-onbedekt', 'cover-picture', { text: [page] });
    assert.deepEqual(after[0]?.quads, quadsForRange(page, start, end).quads);
    assert.equal(after[0]?.quote, 'Inktpot');
  });

  it('cut a mailbox exactly at its @ where the characters are known', () => {
    const page = pageOf(['Mail naar iiii.mmmm@voorbeeld.nl voor vragen']);
    const { start, end } = rangeOf(page, 'iiii.mmmm@voorbeeld.nl');
    const whole = mark({ ...quadsForRange(page, start, end), grounds: ['10.2.g'], reason: 'mailbox' });
    const { after } = fix(whole, 'mailbox-geheel-gelakt', 'cut-at-at-sign', { text: [page] });
    assert.equal(after[0]?.quote, 'iiii.mmmm');
    assert.equal(quoteOfQuads(page, after[0].quads), 'iiii.mmmm');
  });

  it('cut a mailbox in proportion to its quote where they are not', () => {
    const whole = mark({
      grounds: ['10.2.g'],
      reason: 'mailbox',
      quote: 'team@nl.nl',
      quads: [quadOfBox([100, 700, 200, 712])],
    });
    const { after } = fix(whole, 'mailbox-geheel-gelakt', 'cut-at-at-sign');
    assert.deepEqual([after[0]?.quads, after[0]?.quote], [[quadOfBox([100, 700, 140, 712])], 'team']);
  });

  it('leave to a person or the host what only they can do', () => {
    const sidecar = sidecarWith(mark({ grounds: [] }));
    const [finding] = checkSidecar({ sidecar, groundSet: groundSetFor('wob') });
    assert.ok(finding);
    for (const kind of [
      'pick-ground',
      'pick-reason',
      'write-motivation',
      'confirm-source',
      'open-dossier',
    ] as const) {
      assert.equal(applyFix({ kind }, finding, sidecar, { now: NOW }), undefined);
    }
    assert.equal(applyFix({ kind: 'delete' }, finding, sidecarWith(), { now: NOW }), undefined);
    assert.equal(applyFix({ kind: 'clip-to-page' }, finding, sidecar, { now: NOW }), undefined);
    assert.equal(applyFix({ kind: 'cut-at-at-sign' }, finding, sidecar, { now: NOW }), undefined);
  });
});
