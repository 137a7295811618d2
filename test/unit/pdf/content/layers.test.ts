import assert from 'node:assert/strict';
import { PDFDict, PDFDocument, PDFName, type PDFRef } from 'pdf-lib';
import { describe, it } from 'mocha';
import { Layers } from '../../../../src/pdf/content/layers.ts';
import { literal } from './build.ts';

/** Two layers, and those that belong to both by some rule. */
async function layers(defaults: (on: PDFRef, off: PDFRef) => object): Promise<{
  readonly isOff: (layer: 'on' | 'off' | Record<string, unknown>) => boolean;
}> {
  const { context, catalog } = await PDFDocument.create({ updateMetadata: false });
  const group = { Type: 'OCG' };
  const refs = { on: context.register(context.obj(group)), off: context.register(context.obj(group)) };
  const OCGs = [refs.on, refs.off];
  const properties = { OCGs, D: defaults(refs.on, refs.off) };
  catalog.set(PDFName.of('OCProperties'), context.obj(literal(properties)));
  context.trailerInfo.Root = context.getObjectRef(catalog)!;
  return {
    isOff: (layer) => {
      const dict =
        typeof layer === 'string'
          ? context.lookup(refs[layer])
          : context.obj(literal({ Type: 'OCMD', OCGs, ...layer }));
      assert.ok(dict instanceof PDFDict);
      return new Layers(context).isOff(dict);
    },
  };
}

describe('Layers', () => {
  it('tells which are off, one by one and all but some', async () => {
    for (const defaults of [
      (_: PDFRef, off: PDFRef) => ({ OFF: [off] }),
      (on: PDFRef) => ({ BaseState: 'OFF', ON: [on] }),
    ]) {
      const { isOff } = await layers(defaults);
      assert.deepEqual([isOff('on'), isOff('off')], [false, true]);
    }
  });

  it('tells of memberships by their policy', async () => {
    const { isOff } = await layers((_, off) => ({ OFF: [off] }));
    const policies = ['AnyOn', 'AllOn', 'AnyOff', 'AllOff'];
    assert.deepEqual(
      policies.map((P) => isOff({ P })),
      [false, true, false, true],
    );
    assert.equal(isOff({}), false);
    assert.equal(isOff({ VE: ['Not'] }), true);
    assert.equal(isOff({ OCGs: [] }), false);
  });
});
