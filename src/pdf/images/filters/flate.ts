import { constants, createInflate, createInflateRaw, deflateSync, inflateSync } from 'node:zlib';
import { UnsupportedImage } from '../limits.ts';

/**
 * FlateDecode. Data that is cut short, damaged at the end, or lacks its header gives what could be read, as
 * viewers do. Throws `UnsupportedImage` beyond `maxBytes`.
 */
export async function decodeFlate(data: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return inflateSync(data, { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (isTooLarge(error)) throw new UnsupportedImage('deflated data too large');
  }
  const withHeader = await inflateWhatWorks(data, false, maxBytes);
  return withHeader.length > 0 ? withHeader : inflateWhatWorks(data, true, maxBytes);
}

/** Deflated with a zlib header, as FlateDecode reads it. */
export function encodeFlate(data: Uint8Array, level = 6): Uint8Array {
  return deflateSync(data, { level, memLevel: 9 });
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function inflateWhatWorks(data: Uint8Array, raw: boolean, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const inflate = (raw ? createInflateRaw : createInflate)({ finishFlush: constants.Z_SYNC_FLUSH });
    const finish = (): void => resolve(Buffer.concat(chunks));
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        inflate.destroy();
        reject(new UnsupportedImage('deflated data too large'));
      } else chunks.push(chunk);
    });
    inflate.on('error', finish);
    inflate.on('end', finish);
    inflate.end(data);
  });
}
