/**
 * An ICC version 2 display profile for sRGB (IEC 61966-2-1), made from its numbers: D50-adapted primaries and the
 * transfer curve at 1024 points. For the output intent that PDF/A asks for.
 */
export function srgbProfile(): Uint8Array {
  const curve = new DataView(new ArrayBuffer(12 + 1024 * 2));
  curve.setUint32(0, tag('curv'));
  curve.setUint32(8, 1024);
  for (let index = 0; index < 1024; index++)
    curve.setUint16(12 + index * 2, Math.round(linear(index / 1023) * 65535));
  const trc = new Uint8Array(curve.buffer);
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', description('sRGB')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', trc],
    ['gTRC', trc],
    ['bTRC', trc],
  ];
  return assemble(tags);
}

/** The transfer function of IEC 61966-2-1. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function tag(name: string): number {
  return [...name].reduce((sum, character) => sum * 256 + character.charCodeAt(0), 0);
}

function assemble(tags: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const places = new Map<Uint8Array, number>();
  let size = 128 + 4 + tags.length * 12;
  for (const [, data] of tags) {
    if (places.has(data)) continue;
    places.set(data, size);
    size += Math.ceil(data.length / 4) * 4;
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size);
  view.setUint32(8, 0x02100000); // version 2.1
  view.setUint32(12, tag('mntr'));
  view.setUint32(16, tag('RGB '));
  view.setUint32(20, tag('XYZ '));
  // A fixed date: the profile's own, so that the same decision gives the same bytes.
  for (const [index, part] of [2021, 1, 1, 0, 0, 0].entries()) view.setUint16(24 + index * 2, part);
  view.setUint32(36, tag('acsp'));
  bytes.set(xyz(0.9642, 1, 0.8249).subarray(8), 68); // illuminant D50
  view.setUint32(128, tags.length);
  for (const [index, [name, data]] of tags.entries()) {
    const entry = 132 + index * 12;
    const place = places.get(data) ?? 0;
    view.setUint32(entry, tag(name));
    view.setUint32(entry + 4, place);
    view.setUint32(entry + 8, data.length);
    bytes.set(data, place);
  }
  return bytes;
}

function xyz(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(20));
  view.setUint32(0, tag('XYZ '));
  for (const [index, value] of values.entries()) view.setInt32(8 + index * 4, Math.round(value * 65536));
  return new Uint8Array(view.buffer);
}

function text(content: string): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + 1);
  new DataView(bytes.buffer).setUint32(0, tag('text'));
  bytes.set(new TextEncoder().encode(content), 8);
  return bytes;
}

/** textDescriptionType: ASCII part, then empty Unicode and ScriptCode parts. */
function description(content: string): Uint8Array {
  const bytes = new Uint8Array(12 + content.length + 1 + 8 + 3 + 67);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, tag('desc'));
  view.setUint32(8, content.length + 1);
  bytes.set(new TextEncoder().encode(content), 12);
  return bytes;
}
