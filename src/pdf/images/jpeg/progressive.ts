import { UnsupportedImage } from '../limits.ts';
import type { JpegBitReader } from './huffman-decoder.ts';
import type { BlockDecoder, ScanComponent, SpectralPart } from './scan.ts';

/** Decoder of the blocks of one progressive scan (T.81, annex G). */
export function progressiveDecoder(
  reader: JpegBitReader,
  part: SpectralPart,
  components: readonly ScanComponent[],
): BlockDecoder {
  if (part.start === 0) {
    if (part.high === 0 && components.some(({ dc }) => !dc)) {
      throw new UnsupportedImage('JPEG without its Huffman table');
    }
    return part.high === 0 ? firstDc(reader, part.low) : refinedDc(reader, part.low);
  }
  if (components.length !== 1 || !components[0]?.ac) throw new UnsupportedImage('JPEG scan damaged');
  return part.high === 0 ? firstAc(reader, part) : refinedAc(reader, part);
}

function firstDc(reader: JpegBitReader, low: number): BlockDecoder {
  return {
    decode(scan, offset) {
      const size = reader.symbol(scan.dc!) & 15;
      if (size > 0) scan.prediction += reader.signed(size);
      scan.component.coefficients[offset] = scan.prediction << low;
    },
    reset: () => undefined,
  };
}

function refinedDc(reader: JpegBitReader, low: number): BlockDecoder {
  return {
    decode(scan, offset) {
      if (reader.bits(1) === 1) scan.component.coefficients[offset]! |= 1 << low;
    },
    reset: () => undefined,
  };
}

function firstAc(reader: JpegBitReader, { start, end, low }: SpectralPart): BlockDecoder {
  let endOfBand = 0;
  return {
    decode(scan, offset) {
      if (endOfBand > 0) {
        endOfBand--;
        return;
      }
      for (let k = start; k <= end; k++) {
        const symbol = reader.symbol(scan.ac!);
        const run = symbol >> 4;
        const size = symbol & 15;
        if (size === 0) {
          if (run < 15) {
            endOfBand = (1 << run) - 1 + (run > 0 ? reader.bits(run) : 0);
            return;
          }
          k += 15;
          continue;
        }
        k += run;
        if (k > 63) return;
        scan.component.coefficients[offset + k] = reader.signed(size) * (1 << low);
      }
    },
    reset() {
      endOfBand = 0;
    },
  };
}

function refinedAc(reader: JpegBitReader, { start, end, low }: SpectralPart): BlockDecoder {
  const bit = 1 << low;
  let endOfBand = 0;

  const refine = (coefficients: Int16Array, at: number): void => {
    const value = coefficients[at]!;
    if (reader.bits(1) === 1 && (Math.abs(value) & bit) === 0)
      coefficients[at] = value + (value > 0 ? bit : -bit);
  };
  return {
    decode(scan, offset) {
      const { coefficients } = scan.component;
      let k = start;
      if (endOfBand === 0) {
        while (k <= end) {
          const symbol = reader.symbol(scan.ac!);
          let run = symbol >> 4;
          let value = 0;
          if ((symbol & 15) === 0) {
            if (run < 15) {
              endOfBand = (1 << run) + (run > 0 ? reader.bits(run) : 0);
              break;
            }
          } else value = reader.bits(1) === 1 ? bit : -bit;
          // Passes `run` coefficients that are still zero; those that are not get one more bit each.
          while (k <= end) {
            if (coefficients[offset + k] === 0) {
              if (run === 0) break;
              run--;
            } else refine(coefficients, offset + k);
            k++;
          }
          if (value !== 0 && k <= end) coefficients[offset + k] = value;
          k++;
        }
      }
      if (endOfBand > 0) {
        for (; k <= end; k++) if (coefficients[offset + k] !== 0) refine(coefficients, offset + k);
        endOfBand--;
      }
    },
    reset() {
      endOfBand = 0;
    },
  };
}
