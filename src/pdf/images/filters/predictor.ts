/** Parameters of Flate and LZW predictors (ISO 32000-2, 7.4.4.3). */
export interface PredictorParameters {
  /** 1 none, 2 TIFF, 10 and up PNG. */
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Samples without the predictor, and the PNG filter of each row, to write them back alike. */
export interface Unpredicted {
  readonly data: Uint8Array;
  readonly rowFilters?: Uint8Array;
}

/** Undoes a predictor. */
export function undoPredictor(data: Uint8Array, parameters: PredictorParameters): Unpredicted {
  if (parameters.predictor === 2) return { data: undoTiff(data, parameters) };
  if (parameters.predictor >= 10) return undoPng(data, parameters);
  return { data };
}

/** Applies a predictor; `rowFilters` gives the PNG filter (0 to 4) of each row, 2 (Up) where missing. */
export function applyPredictor(
  data: Uint8Array,
  parameters: PredictorParameters,
  rowFilters?: Uint8Array,
): Uint8Array {
  if (parameters.predictor === 2) return applyTiff(data, parameters);
  if (parameters.predictor >= 10) return applyPng(data, parameters, rowFilters);
  return data;
}

const rowLength = (p: PredictorParameters): number =>
  Math.ceil((p.columns * p.colors * p.bitsPerComponent) / 8);
const pixelLength = (p: PredictorParameters): number => Math.ceil((p.colors * p.bitsPerComponent) / 8);

function undoPng(data: Uint8Array, parameters: PredictorParameters): Unpredicted {
  const length = rowLength(parameters);
  const step = pixelLength(parameters);
  const rows = Math.ceil(data.length / (length + 1));
  const out = new Uint8Array(rows * length);
  const rowFilters = new Uint8Array(rows);
  let size = 0;
  for (let y = 0; y < rows; y++) {
    const source = y * (length + 1) + 1;
    const count = Math.min(length, data.length - source);
    if (count <= 0) break;
    const filter = data[source - 1]!;
    rowFilters[y] = filter <= 4 ? filter : 0;
    unfilterRow(data, source, out, y * length, count, filter, step, y > 0 ? length : 0);
    size = y * length + count;
  }
  return { data: out.subarray(0, size), rowFilters };
}

/** `above` is the distance to the row above in `out`, 0 for the first row. */
function unfilterRow(
  data: Uint8Array,
  source: number,
  out: Uint8Array,
  target: number,
  count: number,
  filter: number,
  step: number,
  above: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = target + i;
    const left = i >= step ? out[at - step]! : 0;
    const up = above > 0 ? out[at - above]! : 0;
    const corner = above > 0 && i >= step ? out[at - above - step]! : 0;
    out[at] = data[source + i]! + prediction(filter, left, up, corner);
  }
}

function prediction(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const dl = Math.abs(p - left);
      const du = Math.abs(p - up);
      const dc = Math.abs(p - corner);
      return dl <= du && dl <= dc ? left : du <= dc ? up : corner;
    }
    default:
      return 0;
  }
}

function applyPng(data: Uint8Array, parameters: PredictorParameters, rowFilters?: Uint8Array): Uint8Array {
  const length = rowLength(parameters);
  const step = pixelLength(parameters);
  const rows = Math.ceil(data.length / length);
  const out = new Uint8Array(data.length + rows);
  for (let y = 0; y < rows; y++) {
    const source = y * length;
    const target = y * (length + 1) + 1;
    const filter = rowFilters?.[y] ?? 2;
    out[target - 1] = filter;
    const count = Math.min(length, data.length - source);
    for (let i = 0; i < count; i++) {
      const at = source + i;
      const left = i >= step ? data[at - step]! : 0;
      const up = y > 0 ? data[at - length]! : 0;
      const corner = y > 0 && i >= step ? data[at - length - step]! : 0;
      out[target + i] = data[at]! - prediction(filter, left, up, corner);
    }
  }
  return out;
}

function undoTiff(data: Uint8Array, p: PredictorParameters): Uint8Array {
  return mapTiff(data, p, 1);
}

function applyTiff(data: Uint8Array, p: PredictorParameters): Uint8Array {
  return mapTiff(data, p, -1);
}

/** TIFF predictor 2: each component is the difference with the pixel to the left. Sign 1 undoes, -1 applies. */
function mapTiff(data: Uint8Array, p: PredictorParameters, sign: 1 | -1): Uint8Array {
  const length = rowLength(p);
  const out = Uint8Array.from(data);
  const source = sign === 1 ? out : data;
  const rows = Math.floor(data.length / length);
  for (let y = 0; y < rows; y++) {
    const start = y * length;
    if (p.bitsPerComponent === 8) {
      for (let i = p.colors; i < length; i++) {
        out[start + i] = data[start + i]! + sign * source[start + i - p.colors]!;
      }
    } else if (p.bitsPerComponent === 16) {
      for (let i = 2 * p.colors; i + 1 < length; i += 2) {
        const at = start + i;
        const before = at - 2 * p.colors;
        const left = (source[before]! << 8) | source[before + 1]!;
        const value = ((data[at]! << 8) | data[at + 1]!) + sign * left;
        out[at] = value >> 8;
        out[at + 1] = value;
      }
    } else mapTiffBits(data, out, start, p, sign);
  }
  return out;
}

function mapTiffBits(
  data: Uint8Array,
  out: Uint8Array,
  start: number,
  p: PredictorParameters,
  sign: 1 | -1,
): void {
  const bits = p.bitsPerComponent;
  const mask = (1 << bits) - 1;
  const left = new Uint8Array(p.colors);
  for (let sample = 0; sample < p.columns * p.colors; sample++) {
    const at = start + ((sample * bits) >> 3);
    const shift = 8 - bits - ((sample * bits) & 7);
    const read = (data[at]! >> shift) & mask;
    const component = sample % p.colors;
    const value = (read + sign * left[component]!) & mask;
    left[component] = sign === 1 ? value : read;
    out[at] = (out[at]! & ~(mask << shift)) | (value << shift);
  }
}
