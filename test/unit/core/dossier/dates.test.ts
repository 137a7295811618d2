import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseDutchDate, shortDutchDate } from '../../../../src/core/dossier/dates.ts';

describe('dates as people type them', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['5-3-2021', '2021-03-05'],
    ['05/03/2021', '2021-03-05'],
    ['5 maart 2021', '2021-03-05'],
    ['5 mrt 2021', '2021-03-05'],
    ['5-mrt-2021', '2021-03-05'],
    ['Maart 2021', '2021-03'],
    ['3-2021', '2021-03'],
    ['2021', '2021'],
    ['2021-03-05', '2021-03-05'],
    ['2021-03-05T00:00:00Z', '2021-03-05'],
    ['31-2-2021', undefined],
    ['29-2-2020', '2020-02-29'],
    ['29-2-1900', undefined],
    ['13-13-2021', undefined],
    ['voorjaar', undefined],
    ['', undefined],
  ];
  for (const [text, iso] of cases) {
    it(`${JSON.stringify(text)} is ${iso ?? 'no date'}`, () => {
      assert.equal(parseDutchDate(text), iso);
    });
  }

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          for (const part of [iso, iso.slice(0, 7), iso.slice(0, 4)]) {
            assert.equal(parseDutchDate(shortDutchDate(part)), part);
          }
        },
      ),
    );
  });
});
