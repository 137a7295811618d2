const F_0_382683433 = Math.sin(Math.PI / 8);
const F_0_541196100 = Math.cos(Math.PI / 8) - Math.sin(Math.PI / 8);
const F_0_707106781 = Math.SQRT1_2;
const F_1_306562965 = Math.cos(Math.PI / 8) + Math.sin(Math.PI / 8);

/** What each output of the one-dimensional transform is too large by. */
const SCALE: readonly number[] = Array.from({ length: 8 }, (_, k) =>
  k === 0 ? 1 : Math.cos((k * Math.PI) / 16) * Math.SQRT2,
);

/**
 * Factors to multiply the outputs of `forwardFast` with, row by row, to get levels: they hold the scaling of the
 * transform and the quantisation steps, which are given row by row as well.
 */
export function levelFactors(steps: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: 64 }, (_, i) => 1 / (steps[i]! * SCALE[i >> 3]! * SCALE[i & 7]! * 8));
}

/** Forward transform of 64 level-shifted samples in place, scaled (Arai, Agui and Nakajima, 1988). */
export function forwardFast(block: Float32Array): void {
  for (let row = 0; row < 64; row += 8) transform(block, row, 1);
  for (let column = 0; column < 8; column++) transform(block, column, 8);
}

function transform(d: Float32Array, start: number, step: number): void {
  const d0 = d[start]!;
  const d1 = d[start + step]!;
  const d2 = d[start + 2 * step]!;
  const d3 = d[start + 3 * step]!;
  const d4 = d[start + 4 * step]!;
  const d5 = d[start + 5 * step]!;
  const d6 = d[start + 6 * step]!;
  const d7 = d[start + 7 * step]!;
  const s0 = d0 + d7;
  const s1 = d1 + d6;
  const s2 = d2 + d5;
  const s3 = d3 + d4;
  const e0 = s0 + s3;
  const e1 = s1 + s2;
  const e2 = s1 - s2;
  const e3 = s0 - s3;
  d[start] = e0 + e1;
  d[start + 4 * step] = e0 - e1;
  const z1 = (e2 + e3) * F_0_707106781;
  d[start + 2 * step] = e3 + z1;
  d[start + 6 * step] = e3 - z1;
  const t4 = d3 - d4 + (d2 - d5);
  const t5 = d2 - d5 + (d1 - d6);
  const t6 = d1 - d6 + (d0 - d7);
  const z5 = (t4 - t6) * F_0_382683433;
  const z2 = F_0_541196100 * t4 + z5;
  const z4 = F_1_306562965 * t6 + z5;
  const z3 = t5 * F_0_707106781;
  const z11 = d0 - d7 + z3;
  const z13 = d0 - d7 - z3;
  d[start + 5 * step] = z13 + z2;
  d[start + 3 * step] = z13 - z2;
  d[start + step] = z11 + z4;
  d[start + 7 * step] = z11 - z4;
}
