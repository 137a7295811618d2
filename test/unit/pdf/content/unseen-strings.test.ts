import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { splice } from '../../../../src/pdf/content/edits.ts';
import { mayHoldUnseen, withoutUnseen } from '../../../../src/pdf/content/unseen-strings.ts';

describe('strings in content that nothing shows', () => {
  const clean = (content: string): string => {
    const bytes = Buffer.from(content, 'latin1');
    const edits = withoutUnseen(bytes, {
      tells: (string) => Buffer.from(string).includes('Geheim'),
      plainImage: () => undefined,
    });
    return Buffer.from(splice(bytes, edits.patches(bytes))).toString('latin1');
  };

  for (const [what, before, after] of [
    [
      'entries of properties',
      '/Figure  <</MCID 3 /Alt (Geheim)/E(niet)/Lang (nl)>> BDC\r0 0 9 9 re f EMC',
      '/Figure  <</MCID 3  /E(niet)/Lang (nl)>> BDC\r0 0 9 9 re f EMC',
    ],
    [
      'the innermost of them',
      '/A <</B<</C [1 (Geheim)] /D (d)>>/E[<</F(Geheim)>>]>> DP (x) Tj',
      '/A <</B<<  /D (d)>> >> DP (x) Tj',
    ],
    ['escapes and hexadecimal digits', '/A <</B (Ge\\150eim)/C <476568 65696D>>> DP', '/A << >> DP'],
    [
      'what inline images say',
      'BI /W 1 /H 1 /N (Geheim) /BPC 8 /CS /G ID ( EI',
      'BI /W 1 /H 1   /BPC 8 /CS /G ID ( EI',
    ],
    [
      'operands of what shows no text',
      'BX (Geheim) foo EX (Geheim) (x) Tj (Geheim)',
      'BX () foo EX () (x) Tj (Geheim)',
    ],
    [
      'what stands for a picture',
      '/Span <</ActualText (Geheim)>> BDC /Im0 Do EMC (x) Tj',
      '/Span << >> BDC /Im0 Do EMC (x) Tj',
    ],
  ] as const)
    it(`are found: ${what}`, () => {
      assert.equal(clean(before), after);
      assert.ok(mayHoldUnseen(Buffer.from(before)));
    });

  for (const [what, before, after] of [
    ['a string', '(a) Tj ((Geheim) Tj', '(a) Tj  '],
    ['an array', '(a) Tj [ (x) Geheim) Tj [(y)', '(a) Tj  '],
  ] as const)
    it(`are found in ${what} that never ends`, () => {
      assert.equal(clean(before), after);
    });

  it('leaves what is shown, and what stands for what is shown', () => {
    for (const content of [
      '(Geheim) Tj [(Geheim) 3 (x)] TJ (Geheim) \' 1 2 (Geheim) "',
      '/Span <</ActualText (Geheim)>> BDC /P <</MCID 0>> BDC (x) Tj EMC EMC',
      '/A <</B (niets)>> DP',
      // An operator may follow in the next stream.
      '(a) Tj (Geheim)',
      '(a) Tj [(b) (Geheim)]',
    ])
      assert.equal(clean(content), content);
  });

  it('does not go through content that has nothing but text', () => {
    assert.ok(
      !mayHoldUnseen(Buffer.from('/P <</MCID 0 /Type/Artifact>> BDC (BIJLAGE < a) Tj EMC [<41>] TJ')),
    );
  });
});
