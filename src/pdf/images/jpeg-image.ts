import { type ImageColorSpace, blackSamples, resolveColorSpace, spaceByComponents } from './color-space.ts';
import { type Coverage, coverageFromRows, joinCoverage } from './coverage.ts';
import { codedColour, transformOf } from './jpeg/colour.ts';
import { openSequentialJpeg, readJpeg } from './jpeg/read.ts';
import { repaint } from './jpeg/repaint.ts';
import { spliceJpeg } from './jpeg/splice.ts';
import type { JpegCoefficients } from './jpeg/types.ts';
import { writeJpeg } from './jpeg/write.ts';
import { roomFor } from './keep.ts';
import { UnsupportedImage } from './limits.ts';
import { asNumber, asNumbers, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob } from './pixels.ts';

/** Cuts a JPEG in its coefficients: only the blocks that a polygon touches are changed. */
export async function cutJpegImage(job: ImageJob): Promise<CutPixels> {
  const { data } = job.source;
  const sequential = openSequentialJpeg(data, job.limits);
  const image = sequential?.image ?? readJpeg(data, job.limits);
  const parameter = asNumber(entry(job.context, job.source.imageParameters, 'ColorTransform'));
  const space = await colorSpaceOf(job, image.components.length);
  const decode = asNumbers(job.context, entry(job.context, job.dict, 'Decode', 'D'));
  const colour = codedColour(blackSamples(space, decode, 8), transformOf(image, parameter));
  const coverage = coverageOf(job, image.width, image.height);
  const spliced =
    sequential &&
    spliceJpeg(
      data,
      sequential,
      coverage,
      () => repaint(image, coverage, colour),
      (length) => roomFor(job.context, length),
    );
  return {
    data: spliced ?? written(sequential ? readJpeg(data, job.limits) : image, coverage, colour),
    filter: 'DCTDecode',
    ...(parameter !== undefined && { parameters: job.context.obj({ ColorTransform: parameter }) }),
  };
}

function written(image: JpegCoefficients, coverage: Coverage, colour: readonly number[]): Uint8Array {
  repaint(image, coverage, colour);
  return writeJpeg(image);
}

async function colorSpaceOf(job: ImageJob, components: number): Promise<ImageColorSpace> {
  const { context, dict, resources } = job;
  const object = entry(context, dict, 'ColorSpace', 'CS');
  try {
    const space = await resolveColorSpace(context, object, resources, 8);
    if (space.components === components) return space;
  } catch (error) {
    if (!(error instanceof UnsupportedImage)) throw error;
  }
  return spaceByComponents(components);
}

/**
 * Some viewers stretch a JPEG whose size is not the one in the dictionary, others crop it: what is covered in
 * either reading is cut.
 */
function coverageOf(job: ImageJob, width: number, height: number): Coverage {
  const stretched = job.cover(width, height);
  if (width === job.width && height === job.height) return stretched;
  return joinCoverage(stretched, coverageFromRows(width, height, job.cover(job.width, job.height)));
}
