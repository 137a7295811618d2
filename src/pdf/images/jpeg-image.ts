import { type ImageColorSpace, blackSamples, resolveColorSpace, spaceByComponents } from './color-space.ts';
import { type Coverage, coverageFromRows, joinCoverage } from './coverage.ts';
import { codedColour, transformOf } from './jpeg/colour.ts';
import { readJpeg } from './jpeg/read.ts';
import { repaint } from './jpeg/repaint.ts';
import { writeJpeg } from './jpeg/write.ts';
import { UnsupportedImage } from './limits.ts';
import { asNumber, asNumbers, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob } from './pixels.ts';

/** Cuts a JPEG in its coefficients: only the blocks that a polygon touches are coded anew. */
export async function cutJpegImage(job: ImageJob): Promise<CutPixels> {
  const image = readJpeg(job.source.data, job.limits);
  const parameter = asNumber(entry(job.context, job.source.imageParameters, 'ColorTransform'));
  const space = await colorSpaceOf(job, image.components.length);
  const decode = asNumbers(job.context, entry(job.context, job.dict, 'Decode', 'D'));
  const colour = codedColour(blackSamples(space, decode, 8), transformOf(image, parameter));
  repaint(image, coverageOf(job, image.width, image.height), colour);
  return {
    data: writeJpeg(image),
    filter: 'DCTDecode',
    ...(parameter !== undefined && { parameters: job.context.obj({ ColorTransform: parameter }) }),
  };
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
