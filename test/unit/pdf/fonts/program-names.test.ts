import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'mocha';
import { fontNameTells } from '../../../../src/pdf/document/font-names.ts';
import { Secrets } from '../../../../src/pdf/document/secrets.ts';
import { withoutTellingNames } from '../../../../src/pdf/fonts/program-names.ts';

const require = createRequire(import.meta.url);
const standard = (name: string): Buffer => readFileSync(require.resolve(`pdfjs-dist/standard_fonts/${name}`));

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('names in font programs', () => {
  for (const [file, name] of [
    ['LiberationSans-Regular.ttf', 'Liberation'],
    ['FoxitFixed.pfb', 'ChromFixed'],
  ] as const) {
    it(`go when they tell, and nothing else does (${file})`, () => {
      const program = standard(file);
      const has = (bytes: Uint8Array): boolean =>
        [Buffer.from(name), wide(name)].some((each) => Buffer.from(bytes).includes(each));
      assert.ok(has(program));
      const clean = withoutTellingNames(program, (text) => text.includes(name));
      assert.ok(clean && !has(clean));
      assert.equal(clean.length, program.length);
      assert.ok([...clean].filter((byte, at) => byte !== program[at]).length < 2000);
      assert.equal(
        withoutTellingNames(program, (text) => text.includes('Jansen')),
        undefined,
      );
    });
  }

  it('go from the readable part of Type 1', () => {
    const program = Buffer.from(
      '%!PS-AdobeFont-1.0: Jansen 1\n/FullName (Piet Jansen) def /FontName /Jansen def /Weight (Bold) def currentfile eexec Jansen',
    );
    const clean = withoutTellingNames(program, (text) => text.includes('Jansen'));
    const text = Buffer.from(clean ?? []).toString('latin1');
    assert.match(
      text,
      /^%!PS-AdobeFont-1\.0x+\n\/FullName \(x{11}\) def \/FontName \/xxxxxx def \/Weight \(Bold\) def currentfile eexec Jansen$/,
    );
  });

  it('tell nothing by words that fonts have anyway', () => {
    const secrets = new Secrets(['Times', 'Jansen', 'Bold Roman', 'Roman de Vries']);
    const tells = (name: string): boolean => fontNameTells(name, secrets);
    assert.ok(!tells('TimesNewRomanPS-BoldMT') && !tells('Times-Roman') && !tells('Helvetica-BoldRoman'));
    assert.ok(tells('Jansen') && tells('ABCDEF+JansenTimes-Bold') && tells('RomanDeVries'));
  });
});
