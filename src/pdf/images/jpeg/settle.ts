import { basisAt, forwardDct, inverseDct } from './dct.ts';
import { ZIGZAG } from './types.ts';

/** An error at a covered sample counts this much; at an uncovered one it counts 1. */
const COVERED_WEIGHT = 0.15;

/** More steps than this bring nothing that can be seen. */
const MAX_STEPS = 48;

const MAX_LEVEL = 1023;

/** Basis functions by zigzag place, 64 samples each. */
const FUNCTIONS: Float64Array = Float64Array.from({ length: 4096 }, (_, index) => {
  const place = ZIGZAG[index >> 6]!;
  return basisAt(place & 7, place >> 3, index & 7, (index >> 3) & 7);
});

const SQUARES: Float64Array = FUNCTIONS.map((value) => value * value);

/**
 * Moves quantised levels one step at a time, the most useful first, until the uncovered samples come as near to
 * `wanted` as the quantisation allows. An edge of a painted place rings less through what is left of the block.
 * Works on nothing but `wanted`, so no covered sample has a say.
 */
export function settleBlock(
  block: Int16Array,
  steps: Uint16Array,
  wanted: Float64Array,
  mask: Uint8Array,
): void {
  const { weights, norms } = weightsOf(mask);
  const error = errorOf(block, steps, wanted);
  const weighted = new Float64Array(64);
  const slopes = new Float64Array(64);
  for (let round = 0; round < MAX_STEPS; round++) {
    for (let i = 0; i < 64; i++) weighted[i] = weights[i]! * error[i]!;
    forwardDct(weighted, slopes);
    let best = -1;
    let gain = 0.5;
    let direction = 0;
    for (let k = 0; k < 64; k++) {
      const slope = slopes[ZIGZAG[k]!]!;
      const step = steps[k]!;
      // Cost falls by 2·step·|slope| − step²·norm when the level moves one step towards the slope.
      const saved = 2 * step * Math.abs(slope) - step * step * norms[k]!;
      const sign = slope > 0 ? 1 : -1;
      if (saved <= gain || Math.abs(block[k]! + sign) > MAX_LEVEL) continue;
      best = k;
      gain = saved;
      direction = sign;
    }
    if (best < 0) return;
    block[best]! += direction;
    const change = direction * steps[best]!;
    for (let i = 0; i < 64; i++) error[i]! -= change * FUNCTIONS[best * 64 + i]!;
  }
}

interface Weights {
  readonly mask: Uint8Array;
  readonly weights: Float64Array;
  /** Of each basis function, weighted and squared. */
  readonly norms: Float64Array;
}

let latest: Weights | undefined;

/** Along an edge of a covered place all blocks have one mask, so the latest is kept. */
function weightsOf(mask: Uint8Array): Weights {
  if (latest && Buffer.compare(latest.mask, mask) === 0) return latest;
  const weights = new Float64Array(64);
  for (let i = 0; i < 64; i++) weights[i] = mask[i] === 1 ? COVERED_WEIGHT : 1;
  const norms = new Float64Array(64);
  for (let k = 0; k < 64; k++) {
    for (let i = 0; i < 64; i++) norms[k]! += weights[i]! * SQUARES[k * 64 + i]!;
  }
  latest = { mask: mask.slice(), weights, norms };
  return latest;
}

/** `wanted` less what the levels stand for. */
function errorOf(block: Int16Array, steps: Uint16Array, wanted: Float64Array): Float64Array {
  const frequencies = new Float64Array(64);
  const samples = new Float64Array(64);
  for (let k = 0; k < 64; k++) frequencies[ZIGZAG[k]!] = block[k]! * steps[k]!;
  inverseDct(frequencies, samples);
  for (let i = 0; i < 64; i++) samples[i] = wanted[i]! - samples[i]!;
  return samples;
}
