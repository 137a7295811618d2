import { unpackGlyphs } from '../content/glyphs-read.ts';
import type { PageReading } from '../verify/reading.ts';
import type { Frame } from './frame.ts';

/** Whether a letter that stays has its middle in a frame: a box there would cover what nobody marked. */
export function keepsLetters(reading: Pick<PageReading, 'near'> | undefined): (frame: Frame) => boolean {
  const kept = unpackGlyphs(reading?.near ?? new Float64Array(0)).filter(
    ({ held, ink: [l, b, r, t] }) => !held && r > l && t > b,
  );
  return ({ x, y, angle, width, height }) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return kept.some(({ ink: [l, b, r, t] }) => {
      const [dx, dy] = [(l + r) / 2 - x, (b + t) / 2 - y];
      const [along, up] = [dx * cos + dy * sin, dy * cos - dx * sin];
      return along > 0 && along < width && up > 0 && up < height;
    });
  };
}
