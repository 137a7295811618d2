/** Types of tags that hold text for people (ICC.1:2022, 10.15 and 10.24; ICC.1:2001, 6.5.17). */
const TEXTS: ReadonlySet<string> = new Set(['desc', 'text', 'mluc']);

const HEADER = 128;
const TAG = 12;
/** Type and four bytes that are reserved. */
const TYPE = 8;
/** Number and size of the records of a text in several languages come before them. */
const RECORDS = 16;

/**
 * An ICC profile without the names and notes in it that tell something; undefined when none does. Colours are
 * reckoned by other tags.
 */
export function withoutTellingNotes(
  profile: Uint8Array,
  tells: (text: string) => boolean,
): Uint8Array | undefined {
  const source = Buffer.from(profile.buffer, profile.byteOffset, profile.length);
  if (source.length < HEADER + 4 || source.toString('latin1', 36, 40) !== 'acsp') return undefined;
  const count = Math.min(source.readUInt32BE(HEADER), Math.floor((source.length - HEADER - 4) / TAG));
  let clean: Buffer | undefined;
  for (let i = 0; i < count; i++) {
    const at = HEADER + 4 + i * TAG;
    const start = source.readUInt32BE(at + 4);
    const end = start + source.readUInt32BE(at + 8);
    if (end > source.length || end - start <= TYPE) continue;
    const type = source.toString('latin1', start, start + 4);
    if (!TEXTS.has(type) || !textsIn(source.subarray(start + TYPE, end)).some(tells)) continue;
    clean ??= Buffer.from(source);
    blank(clean.subarray(start, end), type);
  }
  return clean;
}

/**
 * A picture in a file format of its own, of which profiles that lie in it as a whole (ITU-T T.871; T.800, I.5.3.3) are
 * without notes that tell; undefined when none does.
 */
export function withoutTellingProfiles(
  picture: Uint8Array,
  tells: (text: string) => boolean,
): Uint8Array | undefined {
  const source = Buffer.from(picture.buffer, picture.byteOffset, picture.length);
  let clean: Uint8Array | undefined;
  for (let at = source.indexOf('acsp'); at >= 0; at = source.indexOf('acsp', at + 4)) {
    const start = at - SIGNATURE;
    const end = start < 0 ? start : start + source.readUInt32BE(start);
    if (start < 0 || end > source.length || end - start <= HEADER) continue;
    const profile = withoutTellingNotes((clean ?? picture).subarray(start, end), tells);
    if (!profile) continue;
    clean ??= picture.slice();
    clean.set(profile, start);
  }
  return clean;
}

/** Where a profile calls itself one. */
const SIGNATURE = 36;

function textsIn(data: Buffer): string[] {
  const even = data.subarray(0, data.length & ~1);
  const odd = data.subarray(1, 1 + ((data.length - 1) & ~1));
  const wide = [even, odd].map((each) => Buffer.from(each).swap16().toString('utf16le'));
  return [data.toString('latin1'), ...wide].map((text) => text.replaceAll('\0', ' '));
}

function blank(tag: Buffer, type: string): void {
  if (type === 'text') tag.fill(0x20, TYPE, tag.length - 1);
  else if (type === 'mluc') {
    const from = RECORDS + tag.readUInt32BE(TYPE) * TAG;
    for (let at = from; at + 1 < tag.length; at += 2) tag.writeUInt16BE(0x20, at);
  } else {
    const letters = TYPE + 4 + Math.min(tag.readUInt32BE(TYPE), tag.length - TYPE - 4);
    tag.fill(0x20, TYPE + 4, Math.max(TYPE + 4, letters - 1));
    // The same in Unicode and for the Macintosh: said to be empty.
    tag.fill(0, letters);
  }
}
