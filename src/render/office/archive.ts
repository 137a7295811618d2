import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The first moment a ZIP can name, in local time; nothing of the day of export gets in. */
const FIRST_MOMENT = new Date(1980, 0, 1);

/** A ZIP in the order of `files`, the same bytes for the same content. */
export function zipParts(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    parts[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(parts, { level: 6, mtime: FIRST_MOMENT });
}

/** The same parts without the moment at which they were packed. */
export function withoutMoments(zip: Uint8Array): Uint8Array {
  return zipParts(unzipSync(zip));
}
