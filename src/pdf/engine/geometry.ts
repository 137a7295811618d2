import type { Box, PageGeometry } from '../../core/text/characters.ts';

/** An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** What a viewer shows of a page, in PDF user space: its CropBox within its MediaBox. */
export function visibleBox(geometry: PageGeometry): Box {
  const [l, b, r, t] = geometry.cropBox;
  const [ml, mb, mr, mt] = geometry.mediaBox;
  const cut: Box = [Math.max(l, ml), Math.max(b, mb), Math.min(r, mr), Math.min(t, mt)];
  return cut[2] > cut[0] && cut[3] > cut[1] ? cut : geometry.mediaBox;
}

/** Width and height in points as a viewer shows the page: turned, UserUnit not applied. */
export function shownSize(geometry: PageGeometry): { readonly width: number; readonly height: number } {
  const [l, b, r, t] = visibleBox(geometry);
  const turned = geometry.rotate === 90 || geometry.rotate === 270;
  return turned ? { width: t - b, height: r - l } : { width: r - l, height: t - b };
}

/** From PDF user space to pixels (row 0 at the top) of a rendering of `width` by `height` pixels. */
export function toPixels(geometry: PageGeometry, width: number, height: number): Affine {
  const [l, b, r, t] = visibleBox(geometry);
  const w = r - l;
  const h = t - b;
  switch (geometry.rotate) {
    case 0:
      return { a: width / w, b: 0, c: 0, d: -height / h, e: (-l * width) / w, f: (t * height) / h };
    case 90:
      return { a: 0, b: height / w, c: width / h, d: 0, e: (-b * width) / h, f: (-l * height) / w };
    case 180:
      return { a: -width / w, b: 0, c: 0, d: height / h, e: (r * width) / w, f: (-b * height) / h };
    case 270:
      return { a: 0, b: -height / w, c: -width / h, d: 0, e: (t * width) / h, f: (r * height) / w };
  }
}

export function applyAffine(m: Affine, x: number, y: number): readonly [number, number] {
  return [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];
}

/** `first`, then `second`. */
export function multiply(first: Affine, second: Affine): Affine {
  const [e, f] = applyAffine(second, first.e, first.f);
  return {
    a: first.a * second.a + first.b * second.c,
    b: first.a * second.b + first.b * second.d,
    c: first.c * second.a + first.d * second.c,
    d: first.c * second.b + first.d * second.d,
    e,
    f,
  };
}

/** The bounds of a box after a map. */
export function mapBox([l, b, r, t]: Box, m: Affine): Box {
  const points = [applyAffine(m, l, b), applyAffine(m, r, b), applyAffine(m, r, t), applyAffine(m, l, t)];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
