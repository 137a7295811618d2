import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ContentOptions, PageRemoval } from '../../../../src/pdf/content/types.ts';
import { box, buildPdf, redact } from './build.ts';
import { changedPixels, contentOf, darkest } from './checks.ts';

const MARK = box(100, 100, 200, 140);

async function run(
  content: string,
  options: Partial<ContentOptions> = {},
): Promise<{ content: string; removal: PageRemoval; changed: number }> {
  const before = await buildPdf([{ content }]);
  const { bytes, removals } = await redact(before, { 0: [MARK] }, options);
  const changed = changedPixels(before, bytes, [[100, 100, 200, 140]]);
  return { content: (await contentOf(bytes)).replace(/\s+/g, ' ').trim(), removal: removals[0]!, changed };
}

/** Less the clip that keeps the lines that close what was cut out of sight. */
const withoutClip = (content: string): string =>
  content.replace(/q -16000 -16000 48000 48000 re .*? W\* n (.*) Q/, '$1');

/** Points of a content that lie in the mark, not on its edge. */
function pointsInside(content: string): string[] {
  // The middle of the mark stands in for what was there.
  return [
    ...content.replaceAll('150 120 l', '').matchAll(/([-\d.]+) ([-\d.]+)(?= (?:m|l|c|[-\d.]+ [-\d.]+ ))/g),
  ]
    .filter(([, x, y]) => Math.abs(Number(x) - 150) < 49 && Math.abs(Number(y) - 120) < 19)
    .map(([pair]) => pair);
}

/** A letter-like outline: a blob of curves, 10 points wide, from a corner. */
const blob = (x: number, y: number): string =>
  `${x} ${y + 5} m ${x} ${y} ${x + 5} ${y} ${x + 5} ${y} c ${x + 10} ${y} ${x + 10} ${y + 10} ${x + 5} ${y + 10} c h`;

describe('redactPageContent: paths', () => {
  it('leaves a thick stroke as it was beside the mark, whatever its path does within', async () => {
    for (const end of ['S', 's', '60 60 l h S']) {
      const marked = (within: string): ReturnType<typeof run> =>
        run(`12 w 0.5 G 60 60 m ${within} 260 40 l ${end}`, { crossing: 'clipped' });
      const [peak, other] = await Promise.all([marked('150 118 l'), marked('150 118 l 130 112 l 150 118 l')]);
      assert.equal(peak.changed, 0, end);
      assert.equal(peak.content, other.content, end);
      assert.deepEqual(peak.removal.unsupported, []);
    }
  });

  it('leaves the bends and ends of a thick stroke that show beside the mark, and tells of no end that does not', async () => {
    for (const within of [
      '104 104 m 196 120 l 104 170 l',
      '60 80 m 196 118 l 60 160 l',
      '103 118 m 150 122 l 150 170 l',
    ]) {
      const { changed, removal } = await run(`15 w 1 J 1 j ${within} S`, { crossing: 'clipped' });
      assert.equal(changed, 0, within);
      assert.deepEqual(removal.unsupported, []);
    }
    const wide = await run('45 w 1 J 60 60 m 90 128 140 134 260 150 c S', { crossing: 'clipped' });
    assert.equal(wide.changed, 0);
    const corner = await run('30 w 1 J 60 170 m 80 130 120 90 190 70 c S', { crossing: 'clipped' });
    assert.equal(corner.changed, 0);
    const cut = await run('15 w 104 105 m 130 122 l 170 170 l S', { crossing: 'clipped' });
    assert.equal(cut.changed, 0);
    const ends = ['104 120 l', '126 121 l'].map((end) =>
      run(`15 w 60 118 m ${end} S`, { crossing: 'clipped' }),
    );
    const [near, far] = await Promise.all(ends);
    assert.equal(near!.content, far!.content);
  });

  it('takes out what is painted inside a mark', async () => {
    for (const paint of ['f', 'f*', 'S', 'B', 'b*', 'n']) {
      const { content, removal } = await run(`${blob(120, 110)} ${paint} 0 0 10 10 re f`);
      assert.equal(content, '0 0 10 10 re f', paint);
      assert.equal(removal.pathsRemoved, 1);
    }
  }).timeout(20_000);

  it('takes out the letters of one path object that lie in a mark, and keeps the others', async () => {
    const letters = [60, 80, 120, 140, 160, 230].map((x) => blob(x, 110));
    const result = await run(`0 g ${letters.join(' ')} f`);
    assert.equal(result.content, `0 g ${[letters[0], letters[1], letters[5]].join(' ')} f`);
    assert.equal(result.changed, 0);
  }).timeout(20_000);

  it('keeps what stands beside the mark of the squares of a code, which are no letters', async () => {
    const hook = (x: number, y: number): string =>
      `${x} ${y} m ${x + 8} ${y} l ${x + 8} ${y + 8} l ${x + 4} ${y + 8} l ${x + 4} ${y + 4} l ${x} ${y + 4} l h`;
    const shapes = Array.from({ length: 10 }, (_, i) => [97, 134, 60].map((y) => hook(90 + 12 * i, y)));
    const { changed } = await run(`0 g ${shapes.flat().join(' ')} f`, { crossing: 'clipped' });
    assert.equal(changed, 0);
    const few = await run(`0 g ${shapes.flat().slice(3).join(' ')} f`, { crossing: 'clipped' });
    assert.ok(few.changed > 0);
  }).timeout(20_000);

  it('sets before a path what is set within it, where it must be clipped', async () => {
    const triangle = '50 60 m 250 180 l 1 0 0 RG 50 190 l 3 w [9 3] 0 d % a note\n';
    const { content, changed } = await run(`${triangle} b`, { crossing: 'clipped' });
    assert.match(content, /^1 0 0 RG 3 w \[9 3\] 0 d q -16000 .* W\* n .* b Q$/);
    assert.equal(content.match(/note/g)?.length, 1);
    assert.equal(changed, 0);
    const { content: named } = await run(`${triangle} /DeviceRGB cs 0 0 1 scn /G0 gs b`, {
      crossing: 'clipped',
    });
    assert.match(named, / d \/DeviceRGB cs 0 0 1 scn \/G0 gs q .* W\* n /);
    const { content: other } = await run(`${triangle} /P0 scn b`, { crossing: 'clipped' });
    assert.doesNotMatch(other, /W\* n/);
  }).timeout(20_000);

  it('drops a letter over the edge when its centre is inside, and cuts it when it is not', async () => {
    const { content, changed } = await run(
      `${blob(96, 110)} ${blob(194, 110)} ${blob(93, 120)} ${blob(197, 120)} f`,
    );
    assert.equal(withoutClip(content).split(' m ').length - 1, 2);
    assert.deepEqual(pointsInside(content), []);
    // The two that go whole reach out of the mark, by 4 points each.
    assert.ok(changed > 0 && changed < 100);
  }).timeout(20_000);

  it('clips what crosses a mark where that is asked, and leaves its numbers alone', async () => {
    for (const crossing of ['60 60 90 70 re f', '60 60 m 240 160 l S', '90 90 120 60 re S']) {
      assert.equal((await run(crossing)).content, crossing);
      const { content, changed } = await run(crossing, { crossing: 'clipped' });
      assert.match(content, /^q -16000 -16000 48000 48000 re .* W\* n .* Q$/);
      assert.equal(withoutClip(content), crossing);
      assert.equal(changed, 0);
    }
    const beside = '0 0 90 90 re f';
    assert.equal((await run(beside, { crossing: 'clipped' })).content, beside);
  }).timeout(20_000);

  it('takes the part out of a curve, a slanting line or a shape that lies in a mark', async () => {
    const paths = [
      // A signature: in and out again.
      '60 120 m 90 180 110 60 130 120 c 150 180 160 60 180 120 c 190 150 240 150 260 120 c S',
      // Begins inside, ends inside.
      '150 120 m 150 200 l 250 220 l 190 130 l S',
      '150 120 m 150 200 l 250 220 l 190 130 l s',
      '150 120 m 150 200 l 250 220 l 190 130 l f',
      // A shape that reaches in, with its own close and without.
      '50 50 m 150 130 l 300 50 l h f',
      '50 50 m 150 130 l 300 50 l f',
      '300 50 m 50 50 l 150 130 l f',
      '300 50 m 50 50 l 150 130 l h B',
      '50 200 m 150 -40 300 200 v 280 260 50 200 y f*',
      // A curve that is in the mark twice: the parts before, between and behind stay one.
      '101.7 60 m 101.7 193.3 197.9 191.1 197.9 60 c b',
      // A turned rectangle, its corner inside; what follows begins where it did.
      '0.7 0.7 -0.7 0.7 150 130 cm 0 0 40 40 re 60 10 l 60 40 l f',
      // As the outline of a clip.
      '50 50 m 150 130 l 300 50 l h W n 0 0 400 300 re f',
    ];
    for (const path of paths) {
      const { content, removal, changed } = await run(`1 w ${path}`);
      assert.equal(removal.changed, true, path);
      // A viewer flattens a part of a curve a little otherwise than the whole.
      assert.ok(changed <= (/[cvy] /.test(path) ? 40 : 0), `${path}: ${changed} pixels`);
      if (!path.includes('cm')) assert.deepEqual(pointsInside(content), [], path);
    }
  }).timeout(60_000);

  it('keeps the edge that a fill draws between the ends of an open path, one of which lies in a mark', async () => {
    for (const path of ['60 60 m 50 190 l 190 180 l 195 120 l', '195 120 m 190 180 l 50 190 l 60 60 l']) {
      for (const paint of ['f', 'B', 'B*']) {
        const { content, changed } = await run(`0.8 g 1 w 1 J ${path} ${paint}`);
        assert.deepEqual(pointsInside(content), [], `${path} ${paint}`);
        assert.ok(changed < 10, `${path} ${paint}: ${changed} pixels`);
      }
    }
  }).timeout(20_000);

  it('leaves the bytes of what it has no reason to cut in a path', async () => {
    const { content } = await run('10.0 010 m 50 50.00 l 150 130 l 300 50 l +20 20 l S');
    assert.match(content, /^10\.0 010 m 50 50\.00 l .* \+20 20 l S$/);
    assert.ok(!content.includes('150 130'));
  }).timeout(20_000);

  it('keeps rules, cell borders and backgrounds that cross or hold a mark', async () => {
    const kept = [
      '50 120 m 300 120 l S',
      '150 50 m 150 250 l S',
      '0.9 g 0 0 400 300 re f',
      '90 90 120 60 re S',
      '90 90 m 210 90 l 210 150 l 90 150 l h S',
      '0.5 w 100 100 100 40 re S',
      '1 0 0 RG 20 20 m 380 280 l S',
    ].join(' ');
    const { content, removal, changed } = await run(kept);
    assert.equal(content, kept);
    assert.equal(removal.changed, false);
    assert.equal(changed, 0);
  }).timeout(20_000);

  it('leaves a bar where it was when others of its path went', async () => {
    for (const bars of [
      '60.3 60 0.6 100 re 150 105 0.6 30 re',
      '150 105 0.6 30 re 60.3 60 m 60.9 60 l 60.9 160 l 60.3 160 l h',
    ])
      for (const paint of ['f', 'f*']) {
        const { changed, removal } = await run(`${bars} ${paint}`);
        assert.equal(removal.pathsRemoved, 1);
        assert.equal(changed, 0, `${bars} ${paint}`);
      }
  }).timeout(20_000);

  it('does not tell where a rule or bar ends in a mark', async () => {
    for (const [before, after] of [
      ['50 110 80 20 re f', '50 110 51.5 20 re f'],
      ['130 110 120 20 re f', '198.5 110 51.5 20 re f'],
      ['130 110 m 250 110 l 250 130 l 130 130 l h B', '198 110 m 250 110 l 250 130 l 198 130 l h B'],
      [
        '130 110 m 250 110 l 250 130 l 130 130 l 130 110 l S',
        '198 110 m 250 110 l 250 130 l 198 130 l 198 110 l S',
      ],
      [
        '50 110 m 130 110 l 130 130 l 50 130 l 50 110 l 50 110 l f',
        '50 110 m 101.5 110 l 101.5 130 l 50 130 l 50 110 l 50 110 l f',
      ],
      ['120 20 10 95 re b', '120 20 10 82 re b'],
      ['2 w 30 110 m 130 110 l S', '2 w 30 110 m 102.5 110 l S'],
      ['30 110.1234567 m 130 110.1234567 l S', '30 110.1234567 m 102 110.1234567 l S'],
      ['130 110 m 230 110 l 230 180 l S', '198 110 m 230 110 l 230 180 l S'],
      [
        '[9 3] 0 d 30 110 m 130 110 l S',
        '[9 3] 0 d q -16000 -16000 48000 48000 re 100 100 m 200 100 l 200 140 l 100 140 l h W* n 30 110 m 102 110 l S Q',
      ],
      ['2 0 0 2 10 10 cm 20 50 40 10 re f', '2 0 0 2 10 10 cm 20 50 25.75 10 re f'],
      ['0 1 -1 0 200 0 cm 30 60 100 10 re f', '0 1 -1 0 200 0 cm 30 60 71.5 10 re f'],
    ] as const) {
      const { content, changed, removal } = await run(before);
      assert.equal(content, after);
      assert.equal(changed, 0, before);
      assert.ok(removal.pathsRemoved === 1);
    }
  }).timeout(20_000);

  it('leaves what ends beside a mark, and what shows more than its end there', async () => {
    for (const content of [
      // Begins in the middle of a side, of which the upper half lies in the mark.
      '130 120 m 130 60 l 250 60 l 250 135 l 130 135 l f',
      '50 110 49 20 re f',
      '50 90 80 20 re f',
      '50 110 m 130 110 l 130 60 l S',
      '150 120 10 100 re W n 0 0 9 9 re f',
      '50 110 50.01 20 re f',
    ])
      assert.equal((await run(content)).content, content);
  }).timeout(20_000);

  it('takes out what a clip lets through inside a mark only', async () => {
    for (const [before, after] of [
      ['q 120 110 20 20 re W n 50 112 200 9 re f Q', ''],
      [
        'q 50 110 20 20 re 120 110 20 20 re W* n 50 112 200 9 re f Q',
        'q 50 110 20 20 re  W* n 50 112 51.5 9 re f Q',
      ],
    ] as const) {
      const { content, changed, removal } = await run(before);
      assert.equal(content.replace(/\s+/g, ' '), after.replace(/\s+/g, ' '));
      assert.equal(changed, 0, before);
      assert.deepEqual(removal.besides, []);
    }
    // It shows something beside the mark.
    for (const content of ['q 120 110 20 20 re W n 9 9 9 9 re f Q'])
      assert.equal((await run(content)).content, content);
  }).timeout(20_000);

  it('takes out underlines and boxes inside a mark', async () => {
    const { content } = await run('0.5 w 110 105 m 190 105 l S 120 110 20 20 re f 5 5 m 9 9 l S');
    assert.equal(content, '0.5 w 5 5 m 9 9 l S');
  }).timeout(20_000);

  it('takes a letter with its holes', async () => {
    const ring = `${blob(120, 110)} 123 114 m 124 114 l 124 116 l 123 116 l h`;
    assert.equal((await run(`${ring} f ${blob(10, 10)} f`)).content, `${blob(10, 10)} f`);
    // The outer shape stays, so its hole does, though the hole's own centre is inside.
    const edge =
      '80 110 m 80 90 115 90 115 110 c 115 130 80 130 80 110 c h 100 108 m 108 108 l 106 113 l h f*';
    const cut = await run(edge);
    assert.ok(cut.changed <= 10);
    assert.deepEqual(pointsInside(cut.content), []);
  }).timeout(20_000);

  it('finds letters cut out of a panel', async () => {
    const { content } = await run(`0 0 400 300 re ${blob(120, 110)} ${blob(20, 20)} f*`);
    assert.equal(content, `0 0 400 300 re ${blob(20, 20)} f*`);
  }).timeout(20_000);

  it('starts a subpath anew when the one it hung on is gone', async () => {
    const gone = await run(`120 110 10 10 re 300 200 l 310 250 l 250 280 l h f`);
    assert.match(withoutClip(gone.content), /^[\d. ]+ m 300 200 l 310 250 l 250 280 l /);
    assert.deepEqual(pointsInside(gone.content), []);
    assert.equal(gone.changed, 0);
    const moved = await run(`120 110 m 60 60 l 150 40 l h 20 200 l 60 220 l f`);
    assert.deepEqual(pointsInside(moved.content), []);
    assert.equal(moved.changed, 0);
  }).timeout(20_000);

  it('lets nothing through a clip of which all letters went', async () => {
    const before = await buildPdf([
      { content: `q ${blob(120, 110)} ${blob(140, 110)} W n 0 g 0 0 400 300 re f Q` },
    ]);
    const { bytes } = await redact(before, { 0: [MARK] });
    assert.equal(darkest(bytes, [1, 1, 399, 299]), 255);
    assert.doesNotMatch(await contentOf(bytes), / c /);
  }).timeout(20_000);

  it('keeps of a clip what lies beside the mark, even where most of it is marked', async () => {
    const { content, changed } = await run(
      'q 110 105 m 230 105 l 220 135 l 110 135 l h W n 0 0 400 300 re f Q',
    );
    assert.doesNotMatch(content, /0 0 0 0 re/);
    assert.equal(changed, 0);
  }).timeout(20_000);

  it('cuts a shape that is no letter, even where most of it is marked', async () => {
    const { content, changed } = await run('110 90 m 190 90 l 195 130 l 150 138 l 105 130 l h f');
    assert.match(content, / f Q$/);
    assert.equal(changed, 0);
  }).timeout(20_000);

  it('cuts a disc by itself, which is a node or marker, and takes a point, a ring and the letter O whole', async () => {
    const round = (x: number, y: number, r: number): string => {
      const k = 0.55 * r;
      return (
        `${x + r} ${y} m ${x + r} ${y + k} ${x + k} ${y + r} ${x} ${y + r} c ` +
        `${x - k} ${y + r} ${x - r} ${y + k} ${x - r} ${y} c ${x - r} ${y - k} ${x - k} ${y - r} ${x} ${y - r} c ` +
        `${x + k} ${y - r} ${x + r} ${y - k} ${x + r} ${y} c h`
      );
    };
    // Over the upper edge of the mark, its middle within.
    for (const paint of ['f', 'B', '130 130 m B', 'f* 0 0 1 rg']) {
      const { content, changed } = await run(`1 0 0 rg ${round(130, 130, 20)} ${paint}`);
      assert.match(content, /Q/, paint);
      assert.ok(changed < 10, `${paint}: ${changed} pixels`);
    }
    const turned = await run(`1 0 0 rg 0.8 0.6 -0.6 0.8 130 130 cm 1.2 0 0 0.6 0 0 cm ${round(0, 0, 20)} f`);
    assert.ok(turned.changed < 10, `${turned.changed} pixels`);
    const letters = [
      `${round(130, 136, 5)} f`,
      `${round(130, 132, 10)} S`,
      `${round(130, 130, 20)} ${round(130, 130, 15)} f*`,
      // No ellipse.
      '110 130 m 110 150 110 150 130 150 c 150 150 150 150 150 130 c 150 110 150 110 130 110 c 110 110 110 110 110 130 c f',
    ];
    for (const letter of letters) assert.doesNotMatch((await run(letter)).content, / c/, letter);
  }).timeout(30_000);

  it('cuts a facet of a surface, with an outline, and takes a slanting l whole', async () => {
    const facet = '1 0 0 rg 120 110 m 145 115 l 140 150 l 115 146 l h';
    for (const paint of ['B', '120 110 l B']) {
      const { content, changed } = await run(`${facet.replace(/ h$/, paint === 'B' ? ' h' : '')} ${paint}`);
      assert.match(content, /Q/);
      assert.equal(changed, 0);
    }
    assert.doesNotMatch((await run(`${facet} f`)).content, / l/);
    assert.doesNotMatch((await run('1 0 0 rg 120 110 m 122 110 l 130 119 l 128 119 l h B')).content, / l/);
  }).timeout(20_000);

  it('cuts a plate of five or more corners, and takes long ones, those with one inwards and stars whole', async () => {
    const around = (corners: readonly (readonly [number, number])[]): string =>
      `1 0 0 rg ${corners.map(([x, y], i) => `${x} ${y} ${i === 0 ? 'm' : 'l'}`).join(' ')} h f`;
    const ring = (count: number, turn: number, across = 16): (readonly [number, number])[] =>
      Array.from({ length: count }, (_, i) => {
        const angle = (2 * Math.PI * turn * i) / count;
        return [190 + across * Math.cos(angle), 120 + 16 * Math.sin(angle)] as const;
      });
    for (const count of [5, 6, 12]) {
      const { content, changed } = await run(around(ring(count, 1)));
      assert.match(content, / l/, `${count}`);
      assert.equal(changed, 0, `${count}`);
    }
    const inwards = ring(6, 1).map(([x, y], i) => [i === 2 ? x + 14 : x, i === 2 ? y - 12 : y] as const);
    for (const corners of [ring(3, 1), ring(4, 1), ring(5, 2), ring(12, 1, 7), inwards])
      assert.doesNotMatch((await run(around(corners))).content, / l/, corners.join());
  }).timeout(20_000);

  it('cuts what someone drew by hand where it leaves a mark, and takes a letter of lines whole', async () => {
    // Over the right edge of the mark, its middle within.
    const drawn = await run('2 w 175 105 m 205 122 l 175 135 l S');
    assert.match(drawn.content, /S/);
    assert.equal(drawn.changed, 0);
    assert.doesNotMatch((await run('2 w 190 110 m 206 119 l 190 128 l S')).content, /S/);
  }).timeout(20_000);

  it('shows no dash of a rule that crosses a mark, and the dashes beside it where they were', async () => {
    const { content, changed } = await run('[6 4] 0 d 60 120 m 260 120 l S');
    assert.match(content, /^\[6 4\] 0 d q .* W\* n 60 120 m 260 120 l S Q$/);
    assert.equal(changed, 0);
    assert.doesNotMatch((await run('60 120 m 260 120 l S')).content, /W\*/);
  }).timeout(20_000);

  it('makes a picture of a page where the dashes of a line in a mark are a drawing', async () => {
    const bars = Array.from({ length: 20 }, (_, i) => 1 + (i % 3)).join(' ');
    for (const line of ['110 120 m 190 120 l S', '50 120 m 350 120 l S']) {
      const { removal } = await run(`[${bars}] 0 d 30 w ${line}`);
      assert.deepEqual(removal.unsupported, ['line of which the dashes draw something']);
    }
    const { removal } = await run(`[${bars}] 0 d 30 w 50 220 m 350 220 l S`);
    assert.deepEqual(removal.unsupported, []);
  }).timeout(20_000);

  it('leaves the dashes of a line behind a mark where they were', async () => {
    const across = '60 60 m 130 108 l 160 130 l 340 160 l S';
    const fromWithin = '155 125 m 130 110 l 180 130 l 190 60 l 30 80 l S';
    const closed = '150 118 m 260 120 l 260 60 l 50 40 l s';
    const curve = '60 60 m 110 60 90 160 150 150 c 210 140 230 100 260 90 c S';
    for (const line of [across, fromWithin, closed, curve]) {
      for (const dashes of ['[6 4] 0', '[9] 3', '[40 2 5 2] 7']) {
        const { content, removal, changed } = await run(`${dashes} d 2 w ${line}`);
        assert.equal(removal.pathsRemoved, 1);
        assert.notEqual(withoutClip(content), `${dashes} d 2 w ${line}`);
        // Programs draw curves by chords of their own.
        assert.ok(changed <= (line === curve ? 40 : 0), `${changed} by ${dashes} d ${line}`);
      }
    }
    // Dots, to which the engine gives a length.
    for (const line of [across, fromWithin])
      for (const dots of ['[0 3]', '[0 3 2.25 3]', '[0 5.1 0 5.1]']) {
        const { changed } = await run(`${dots} 0 d 1 J 2 w ${line}`);
        assert.equal(changed, 0, `${dots} ${line}`);
      }
  }).timeout(20_000);

  it('keeps a rectangular clip, and moves what ends with it in a mark along one axis', async () => {
    for (const [before, after] of [
      [
        'q 110 105.3 110 20.4 re W n 0 g 0 0 400 300 re f Q',
        'q 110 105.3 110 20.4 re W n 0 g 198.5 0 201.5 300 re f Q',
      ],
      ['q 180 110 40 20 re W n 50 112 200 9 re f Q', 'q 180 110 40 20 re W n 198.5 112 51.5 9 re f Q'],
      ['130 0 200 200 re W n 130 110 120 20 re f', '130 0 200 200 re W n 198.5 110 51.5 20 re f'],
      ['130 0 200 200 re W n 2 w 90 115 m 250 115 l S', '130 0 200 200 re W n 2 w 197.5 115 m 250 115 l S'],
      // The line around a surface would come to be seen.
      ['130 0 200 200 re W n 130 110 120 20 re B', '130 0 200 200 re W n 130 110 120 20 re B'],
    ] as const) {
      const { content, changed } = await run(before);
      assert.equal(content.replace(/\s+/g, ' '), after);
      assert.equal(changed, 0, before);
    }
  }).timeout(20_000);

  it('judges under the matrix that counts', async () => {
    const { content } = await run(`q 2 0 0 2 0 0 cm ${blob(60, 55)} f ${blob(120, 110)} f Q`);
    assert.equal(content, `q 2 0 0 2 0 0 cm ${blob(120, 110)} f Q`);
  }).timeout(20_000);

  it('clips a shading to what lies outside of the mark', async () => {
    const shading = {
      ShadingType: 2,
      ColorSpace: 'DeviceGray',
      Coords: [0, 0, 400, 0],
      Extend: [true, true],
      Function: { FunctionType: 2, Domain: [0, 1], C0: [0], C1: [0.6], N: 1 },
    };
    const source = {
      content: 'q /S1 sh Q q 120 110 20 20 re W n /S1 sh Q',
      resources: { Shading: { S1: shading } },
    };
    const before = await buildPdf([source]);
    const { bytes } = await redact(before, { 0: [MARK] });
    assert.equal(changedPixels(before, bytes, [[100, 100, 200, 140]]), 0);
    assert.equal(darkest(bytes, [102, 102, 198, 138]), 255);
    assert.equal((await contentOf(bytes)).match(/ sh/g)?.length, 1);
  }).timeout(20_000);
});
