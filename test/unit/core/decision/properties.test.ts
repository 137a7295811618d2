import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import type { DocumentMarks } from '../../../../src/core/decision/input.ts';
import { decisionText } from './decision-text.ts';
import type { DecisionModel } from '../../../../src/core/decision/types.ts';
import type { DossierDocument } from '../../../../src/core/dossier/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { GroundSet, LawId } from '../../../../src/core/grounds/types.ts';
import { mark, modelCase } from './model-case.ts';

const base = modelCase().dossier;

const status = fc.constantFrom<DossierDocument['status']>(
  'assessed',
  'assessed',
  'assessed',
  'already-public',
  'no-longer-valid',
  'duplicate',
  'out-of-scope',
);

/** Marks as the editor makes them: a reason with its grounds, or a ground with own words or none. */
function marksOf(set: GroundSet): fc.Arbitrary<DocumentMarks['redactions']> {
  const byReason = fc.constantFrom(...set.reasons).map(({ id, grounds }) => ({ grounds, reason: id }));
  const bare = fc.record({
    grounds: fc.uniqueArray(fc.constantFrom(...set.grounds.map(({ code }) => code)), {
      minLength: 1,
      maxLength: 2,
    }),
  });
  const own = bare.map((each) => ({ ...each, motivation: 'Eigen woorden.' }));
  const one = fc.tuple(
    fc.oneof(byReason, bare, own),
    fc.constantFrom('accepted', 'accepted', 'suggested', 'rejected'),
  );
  return fc
    .array(one, { maxLength: 4 })
    .map((list) =>
      list.map(([{ grounds, ...rest }, state], index) =>
        mark(`m${index}`, grounds, { ...rest, status: state as 'accepted' }),
      ),
    );
}

function caseOf(
  law: LawId,
): fc.Arbitrary<{ readonly documents: readonly DocumentMarks[]; readonly model: DecisionModel }> {
  const set = groundSetFor(law);
  const row = fc.record({
    status,
    marks: marksOf(set),
    type: fc.constantFrom('Brief', 'Nota', 'Informatiebericht', 'Xyzzyx'),
    withheld: fc.option(fc.constantFrom(...set.grounds.map(({ code }) => code)), { nil: undefined, freq: 4 }),
  });
  return fc.array(row, { maxLength: 50 }).map((rows) => {
    const documents = rows.map(({ marks, withheld, ...rest }, index): DocumentMarks => {
      const number = `D${index + 1}`;
      return {
        document: {
          number,
          title: `Titel ${number}`,
          citation: `stuk <${number}>`,
          file: `${number}.pdf`,
          ...rest,
          ...(withheld === undefined ? {} : { withheld: { grounds: [withheld] } }),
        },
        redactions: marks,
      };
    });
    const dossier = { ...base, law, documents: documents.map(({ document }) => document) };
    return { documents, model: buildDecision({ dossier, documents, groundSet: set }) };
  });
}

/** Codes that count: of accepted marks, and of documents withheld whole. */
function codesUsed({ document, redactions }: DocumentMarks): readonly string[] {
  if (document.status !== 'assessed') return [];
  if (document.withheld) return document.withheld.grounds;
  return redactions.filter((each) => each.status === 'accepted').flatMap(({ grounds }) => grounds);
}

for (const law of ['wob', 'woo'] as const) {
  describe(`decision of any dossier, ${law}`, () => {
    const set = groundSetFor(law);

    it('has counts that add up', () => {
      fc.assert(
        fc.property(caseOf(law), ({ documents, model }) => {
          const { total, ...rest } = model.counts;
          assert.equal(total, documents.length);
          assert.equal(
            Object.values(rest).reduce((sum, count) => sum + count, 0),
            total,
          );
          assert.equal(model.inventory.length, total);
          assert.equal(model.disclosed.length, model.counts.public + model.counts.partlyPublic);
        }),
      );
    });

    it('explains every ground used and speaks of no other', () => {
      fc.assert(
        fc.property(caseOf(law), ({ documents, model }) => {
          const used = new Set(documents.flatMap(codesUsed));
          const explained = model.sections.flatMap(({ id }) =>
            id.startsWith('overwegingen:') ? [id.slice(13)] : [],
          );
          assert.deepEqual(explained.sort(), [...used].sort());
          const text = decisionText({ ...model, articles: [] });
          for (const { code, citation } of set.grounds) {
            if (used.has(code)) continue;
            const spoken = new RegExp(`${code.replace(/\./g, '\\.')}(?![.\\w])`);
            // Boilerplate may name the ground that its own rule asks for beside it.
            assert.doesNotMatch(text, spoken, code);
            assert.ok(!text.includes(`${citation}.`), citation);
          }
        }),
      );
    });

    it('names under a ground only documents that have it', () => {
      fc.assert(
        fc.property(caseOf(law), ({ documents, model }) => {
          for (const { id, blocks } of model.sections) {
            const code = id.startsWith('overwegingen:') ? id.slice(13) : undefined;
            if (code === undefined) continue;
            const holders = new Set(
              documents
                .filter((each) => codesUsed(each).includes(code))
                .map(({ document }) => document.number),
            );
            const text = blocks.map((block) => (block.kind === 'list' ? '' : block.text)).join('\n');
            const named = [...text.matchAll(/stuk <(D\d+)>|nummers? ((?:D\d+(?:, | en )?)+)/g)].flatMap(
              ([found]) => found.match(/D\d+/g) ?? [],
            );
            for (const number of named) assert.ok(holders.has(number), `${number} under ${code}`);
          }
        }),
      );
    });

    it('has no placeholder that it does not own up to', () => {
      fc.assert(
        fc.property(caseOf(law), ({ model }) => {
          const open = [...decisionText(model).matchAll(/\[([^\]]+)\]/g)].map(([, label]) => label ?? '');
          const told = new Set(model.missing.map(({ label }) => label));
          for (const label of open) assert.ok(told.has(label), label);
          assert.doesNotMatch(decisionText(model), /undefined|\{[a-z]+\}|NaN/);
        }),
      );
    });
  });
}
