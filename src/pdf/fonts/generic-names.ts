/** Not those by the number of a character. */
const NUMBERED = /^(?!u\d|uni\d)([A-Za-z]+[-_.]?)(\d+)$/;

/**
 * New names for glyphs that a producer named by their number (`g1`, `g2` …), where these rise with the codes; so do
 * the new ones. None for glyphs whose names say more.
 */
export function newNames(
  names: ReadonlyMap<number, string>,
  codes: ReadonlyMap<number, number>,
): ReadonlyMap<string, string> {
  const numbered = [...names].flatMap(([code, name]) => {
    const [, head, number] = NUMBERED.exec(name) ?? [];
    return head === undefined ? [] : [{ code, name, head, number: Number(number) }];
  });
  numbered.sort((a, b) => a.code - b.code);
  const [first] = numbered;
  const isRising = numbered.every(
    ({ head, number }, i) => head === first!.head && (i === 0 || number > numbered[i - 1]!.number),
  );
  if (!first || !isRising || numbered.length < names.size) return new Map();
  const offset = first.number - first.code;
  return new Map(
    numbered.flatMap(({ code, name, head }) => {
      const fresh = codes.get(code);
      return fresh === undefined ? [] : [[name, `${head}${fresh + offset}`] as const];
    }),
  );
}
