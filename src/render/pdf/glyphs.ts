/** Code points that a set of fonts can draw. */
export type Coverage = (codePoint: number) => boolean;

/**
 * Reads the `cmap` tables (formats 4 and 12) of TrueType or OpenType fonts. PDF/A and PDF/UA forbid the glyph for a
 * missing character, so what no font has is to be replaced before it is set.
 */
export function coverageOf(fonts: readonly Uint8Array[]): Coverage {
  const ranges = fonts.flatMap(rangesOf).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of ranges) {
    const open = merged.at(-1);
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else merged.push([first, last]);
  }
  return (codePoint) => {
    let low = 0;
    let high = merged.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = merged[middle] ?? [0, -1];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

type Range = readonly [first: number, last: number];

function rangesOf(font: Uint8Array): readonly Range[] {
  const view = viewOf(font);
  const cmap = tableAt(view, 0x636d6170);
  return cmap === undefined ? [] : cmapRanges(view, cmap);
}

/** Whether the font's maker allows it in documents (OpenType 1.9, OS/2 fsType: 2 is "restricted"). */
export function embeddable(font: Uint8Array): boolean {
  const view = viewOf(font);
  const os2 = tableAt(view, 0x4f532f32);
  return os2 === undefined || (view.getUint16(os2 + 8) & 0xf) !== 2;
}

function viewOf(font: Uint8Array): DataView {
  return new DataView(font.buffer, font.byteOffset, font.byteLength);
}

/** Where a table starts; of a collection, that of its first font. */
function tableAt(view: DataView, tag: number): number | undefined {
  const start = view.getUint32(0) === 0x74746366 ? view.getUint32(12) : 0;
  const tables = view.getUint16(start + 4);
  for (let index = 0; index < tables; index++) {
    const entry = start + 12 + index * 16;
    if (view.getUint32(entry) === tag) return view.getUint32(entry + 8);
  }
  return undefined;
}

function cmapRanges(view: DataView, cmap: number): readonly Range[] {
  const ranges: Range[] = [];
  const count = view.getUint16(cmap + 2);
  for (let index = 0; index < count; index++) {
    const entry = cmap + 4 + index * 8;
    const platform = view.getUint16(entry);
    const encoding = view.getUint16(entry + 2);
    const unicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10));
    if (unicode) ranges.push(...subtableRanges(view, cmap + view.getUint32(entry + 4)));
  }
  return ranges;
}

function subtableRanges(view: DataView, at: number): readonly Range[] {
  const format = view.getUint16(at);
  if (format === 12) {
    return Array.from({ length: view.getUint32(at + 12) }, (_, group) => {
      const start = at + 16 + group * 12;
      return [view.getUint32(start), view.getUint32(start + 4)] as const;
    });
  }
  if (format !== 4) return [];
  const doubled = view.getUint16(at + 6);
  return Array.from({ length: doubled / 2 }, (_, segment) => {
    const last = view.getUint16(at + 14 + segment * 2);
    const first = view.getUint16(at + 16 + doubled + segment * 2);
    return [first, last] as const;
  }).filter(([first]) => first !== 0xffff);
}

/** Characters that are shaped away rather than drawn: spaces, joiners, direction marks, variation selectors. */
const INVISIBLE = /^[\p{Zs}\p{Zl}\p{Zp}\p{Cf}\p{Variation_Selector}\s]$/u;

/**
 * A text without what is never drawn: control characters become spaces, and direction overrides go, as no title may
 * turn the line it stands in around.
 */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, ' ');
}

/** The characters of a text that no font draws. */
export function missingFrom(text: string, covers: Coverage): readonly string[] {
  return [...text].filter(
    (character) => !INVISIBLE.test(character) && !covers(character.codePointAt(0) ?? 0),
  );
}
