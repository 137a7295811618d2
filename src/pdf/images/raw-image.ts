import { blackSamples, resolveColorSpace } from './color-space.ts';
import type { Coverage } from './coverage.ts';
import { encodeFlate } from './filters/flate.ts';
import { type PredictorParameters, applyPredictor } from './filters/predictor.ts';
import { UnsupportedImage } from './limits.ts';
import { asNumber, asNumbers, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob } from './pixels.ts';
import { type SampleLayout, paintSamples, rowBytes, wholeImage } from './samples.ts';

/** Cuts an image of raw samples; it comes back deflated, with the predictor that it had. */
export async function cutRawImage(job: ImageJob): Promise<CutPixels> {
  const { layout, colour } = await rawLayout(job);
  if (rowBytes(layout) * layout.height > job.limits.maxBytes) throw new UnsupportedImage('image too large');
  const samples = wholeImage(job.source.data, layout);
  // Of rows that the file lacks nothing is drawn.
  const present = Math.max(1, Math.min(samples.length, job.source.data.length));
  const coverage = job.cover(layout.width, layout.height);
  paintSamples(samples, layout, coverage, colour);
  const { predictor, rowFilters } = job.source;
  if (!predictor || !fits(predictor, layout)) {
    return { data: encodeFlate(samples.subarray(0, present)), filter: 'FlateDecode' };
  }
  return {
    data: encodeFlate(applyPredictor(samples, predictor, forgetRows(rowFilters, coverage))),
    filter: 'FlateDecode',
    parameters: job.context.obj({
      Predictor: predictor.predictor,
      Colors: predictor.colors,
      BitsPerComponent: predictor.bitsPerComponent,
      Columns: predictor.columns,
    }),
  };
}

async function rawLayout(job: ImageJob): Promise<{ layout: SampleLayout; colour: number[] }> {
  const { context, dict, width, height } = job;
  const decode = asNumbers(context, entry(context, dict, 'Decode', 'D'));
  if (job.role === 'stencil') {
    return { layout: { width, height, components: 1, bitsPerComponent: 1 }, colour: [stencilBlank(decode)] };
  }
  const bitsPerComponent = asNumber(entry(context, dict, 'BitsPerComponent', 'BPC')) ?? 8;
  if (![1, 2, 4, 8, 16].includes(bitsPerComponent)) throw new UnsupportedImage('odd number of bits');
  const space = await resolveColorSpace(
    context,
    entry(context, dict, 'ColorSpace', 'CS'),
    job.resources,
    bitsPerComponent,
  );
  // Nothing of a soft mask is opaque where its darkest value stands (ISO 32000-2, 11.6.5.2).
  const colour = blackSamples(space, decode, bitsPerComponent);
  return { layout: { width, height, components: space.components, bitsPerComponent }, colour };
}

/** A PNG filter is chosen by what stands in its row and the one above: where that was cut it must not tell. */
function forgetRows(rowFilters: Uint8Array | undefined, coverage: Coverage): Uint8Array | undefined {
  if (coverage.bottom === 0) return rowFilters;
  return rowFilters?.slice().fill(UP, coverage.top, coverage.bottom + 1);
}

const UP = 2;

/** The sample of a stencil that leaves the page alone: 1, or 0 with Decode [1 0] (ISO 32000-2, 8.9.6.2). */
export function stencilBlank(decode: readonly number[] | undefined): 0 | 1 {
  return decode?.[0] === 1 ? 0 : 1;
}

function fits(predictor: PredictorParameters, layout: SampleLayout): boolean {
  return (
    Math.ceil((predictor.colors * predictor.bitsPerComponent * predictor.columns) / 8) === rowBytes(layout)
  );
}
