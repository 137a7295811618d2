import { macGlyphNames } from './glyph-names.ts';
import { viewOf } from './sfnt.ts';

const VERSION_1 = 0x00010000;
const VERSION_2 = 0x00020000;
const VERSION_3 = 0x00030000;
/** Names in the standard order, which are told by number. */
const STANDARD = 258;

/** Names by glyph (ISO/IEC 14496-22, 5.2.8); none in versions without. */
export function glyphNamesOfPost(post: Uint8Array): string[] {
  if (post.length < 32) return [];
  const view = viewOf(post);
  if (view.getUint32(0) === VERSION_1) return macGlyphNames();
  if (view.getUint32(0) !== VERSION_2 || post.length < 34) return [];
  const standard = macGlyphNames();
  const numbers = numbersOf(view);
  const strings: string[] = [];
  for (let at = 34 + 2 * numbers.length; at < post.length; at += 1 + post[at]!) {
    strings.push(Buffer.from(post.subarray(at + 1, at + 1 + post[at]!)).toString('latin1'));
  }
  return numbers.map((number) => standard[number] ?? strings[number - STANDARD] ?? '');
}

function numbersOf(view: DataView): number[] {
  const count = Math.min(view.getUint16(32), Math.floor((view.byteLength - 34) / 2));
  return Array.from({ length: count }, (_, glyph) => view.getUint16(34 + 2 * glyph));
}

/** The table with the names of the glyphs that stay only, in their new order. */
export function withoutNames(post: Uint8Array, order: readonly (number | undefined)[]): Uint8Array {
  if (post.length < 32) return post;
  const version = viewOf(post).getUint32(0);
  if (version === VERSION_3) return post;
  const head = Uint8Array.from(post.subarray(0, 32));
  const names = version === VERSION_1 || version === VERSION_2 ? glyphNamesOfPost(post) : [];
  if (names.length === 0) {
    viewOf(head).setUint32(0, VERSION_3);
    return head;
  }
  viewOf(head).setUint32(0, VERSION_2);
  const standard = macGlyphNames();
  const strings: Buffer[] = [];
  const numbers = Buffer.alloc(2 + 2 * order.length);
  numbers.writeUInt16BE(order.length);
  order.forEach((glyph, index) => {
    const name = glyph === undefined ? '' : (names[glyph] ?? '');
    if (name === '') return;
    let number = standard.indexOf(name);
    if (number < 0) {
      number = STANDARD + strings.length / 2;
      strings.push(Buffer.of(name.length), Buffer.from(name, 'latin1'));
    }
    numbers.writeUInt16BE(number, 2 + 2 * index);
  });
  return Buffer.concat([head, numbers, ...strings]);
}
