/** cos((2x+1)uπ/16) with the scaling of T.81, A.3.3, at [u * 8 + x]. */
const BASIS: Float64Array = Float64Array.from({ length: 64 }, (_, index) => {
  const u = index >> 3;
  const x = index & 7;
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** Between the two passes; no call outlives another. */
const half = new Float64Array(64);

/** Samples (level-shifted, unrounded) from dequantised coefficients; both row by row, 64 each. */
export function inverseDct(coefficients: Float64Array, samples: Float64Array): void {
  for (let v = 0; v < 8; v++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let u = 0; u < 8; u++) sum += coefficients[v * 8 + u]! * BASIS[u * 8 + x]!;
      half[v * 8 + x] = sum;
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let y = 0; y < 8; y++) {
      let sum = 0;
      for (let v = 0; v < 8; v++) sum += half[v * 8 + x]! * BASIS[v * 8 + y]!;
      samples[y * 8 + x] = sum;
    }
  }
}

/** The inverse of `inverseDct`. */
export function forwardDct(samples: Float64Array, coefficients: Float64Array): void {
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += samples[y * 8 + x]! * BASIS[u * 8 + x]!;
      half[y * 8 + u] = sum;
    }
  }
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += half[y * 8 + u]! * BASIS[v * 8 + y]!;
      coefficients[v * 8 + u] = sum;
    }
  }
}

/** Value at place x, y of the basis function u, v (all 0 to 7). */
export function basisAt(u: number, v: number, x: number, y: number): number {
  return BASIS[u * 8 + x]! * BASIS[v * 8 + y]!;
}
