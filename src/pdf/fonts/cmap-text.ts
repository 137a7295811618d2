import { Lexer } from '../content/lexer.ts';
import { NameOperand, StringOperand, type Operand } from '../content/operand.ts';

/** A bound against maps that never end. */
const MAX_ENTRIES = 1_000_000;
/** As many entries as a section may have (Adobe technical note 5014). */
const SECTION = 100;

interface Codespace {
  readonly length: number;
  readonly low: number;
  readonly high: number;
}

/** What a code maps to: bytes of UTF-16, or the number of a character. */
type Target = Uint8Array | number;

interface Told {
  readonly target: Target;
  /**
   * It stands in a section of another length than is announced, or with a range of codes that differ in more than their
   * last byte (ISO 32000-2, 9.10.3): some readers, PDFium among them, skip such a section.
   */
  readonly skipped: boolean;
}

interface Entry extends Told {
  /** Of the code, in bytes. */
  readonly length: number;
  /** What the map says of the code before: of several, some readers (PDFium) take the first and others the last. */
  readonly before: readonly Told[];
}

/** No more of what a map says of one code in turn is told again. */
const MOST_TOLD = 8;

/** An embedded CMap, or a ToUnicode map (ISO 32000-2, 9.7.5 and 9.10.3), as far as it is told again. */
export interface CMapText {
  readonly codespaces: readonly Codespace[];
  /** Of another map that it builds on. */
  readonly uses: string | undefined;
  readonly vertical: boolean;
  /** First and last codes of all that it maps, `shown` or not. */
  readonly ranges: readonly (readonly [low: number, high: number])[];
  /** By code. */
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Reads what a CMap says of the codes in `shown`. */
export function readCMapText(bytes: Uint8Array, shown: ReadonlySet<number>): CMapText {
  const lexer = new Lexer(bytes);
  const codespaces: Codespace[] = [];
  const entries = new Map<number, Entry>();
  const ranges: [number, number][] = [];
  let uses: string | undefined;
  let vertical = false;
  let stack: Operand[] = [];
  let budget = MAX_ENTRIES;
  let announced: Operand | undefined;
  const note = (length: number, code: number, target: Target | undefined, skipped: boolean): void => {
    if (target === undefined || !shown.has(code)) return;
    const old = entries.get(code);
    const before = old
      ? [...old.before, { target: old.target, skipped: old.skipped }].slice(0, MOST_TOLD)
      : [];
    entries.set(code, { length, target, before, skipped });
  };
  for (let kind = lexer.next(); kind !== 'end' && budget > 0; kind = lexer.next()) {
    if (kind === 'operand') {
      stack.push(lexer.operand);
      budget--;
      continue;
    }
    const [first, second] = stack.slice(-2);
    switch (lexer.operator) {
      case 'endcodespacerange':
        for (const [low, high] of groups(stack, 2)) {
          if (isCode(low) && isCode(high)) {
            codespaces.push({ length: low.bytes.length, low: valueOf(low), high: valueOf(high) });
          }
        }
        break;
      case 'beginbfchar':
      case 'beginbfrange':
      case 'begincidchar':
      case 'begincidrange':
        announced = stack.at(-1);
        break;
      case 'endbfchar':
      case 'endcidchar': {
        const skipped = stack.length !== Number(announced) * 2;
        for (const [code, target] of groups(stack, 2)) {
          if (!isCode(code)) continue;
          ranges.push([valueOf(code), valueOf(code)]);
          note(code.bytes.length, valueOf(code), targetOf(target, 0), skipped);
        }
        break;
      }
      case 'endbfrange':
      case 'endcidrange': {
        const skipped = stack.length !== Number(announced) * 3 || [...groups(stack, 3)].some(leavesItsRow);
        for (const [low, high, target] of groups(stack, 3)) {
          if (!isCode(low) || !isCode(high)) continue;
          const [from, to] = [valueOf(low), valueOf(high)];
          ranges.push([from, to]);
          // Of a range of several rows PDFium takes as much as its first row has.
          const row = from - (from % 256) + (to % 256);
          for (const code of codesBetween(shown, from, to)) {
            note(low.bytes.length, code, targetOf(target, code - from), skipped || code > row);
          }
        }
        break;
      }
      case 'usecmap':
        if (second instanceof NameOperand) uses = second.raw;
        break;
      case 'def':
        if (first instanceof NameOperand && first.raw === 'WMode') vertical = second === 1;
        break;
      default:
    }
    if (lexer.operator !== 'dup') stack = [];
  }
  return { codespaces, uses, vertical, ranges, entries };
}

/** A range with so many codes that were never used is none of what is used. */
const UNUSED = 10;

/**
 * Whether a CMap may tell which codes were used: it names some that are not shown, other than in ranges of which much
 * was never used. `lost`: codes that were removed; without any it is another copy's that they tell of.
 */
export function tellsUse(
  { ranges }: CMapText,
  shown: ReadonlySet<number>,
  lost: ReadonlySet<number>,
): boolean {
  if (lost.size === 0) return true;
  return ranges.some(([low, high]) => {
    const idle = high - low + 1 - [...codesBetween(shown, low, high)].length;
    return idle > 0 && idle < UNUSED + lost.size;
  });
}

function* groups(stack: readonly Operand[], size: number): Generator<readonly (Operand | undefined)[]> {
  for (let i = 0; i + size <= stack.length; i += size) yield stack.slice(i, i + size);
}

/** PDFium takes the end of a range to differ from its beginning in the last byte alone. */
function leavesItsRow([low, high]: readonly (Operand | undefined)[]): boolean {
  return isCode(low) && isCode(high) && low.bytes.at(-1)! > high.bytes.at(-1)!;
}

function isCode(operand: Operand | undefined): operand is StringOperand {
  return operand instanceof StringOperand && operand.bytes.length > 0 && operand.bytes.length <= 4;
}

function valueOf({ bytes }: StringOperand): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

function* codesBetween(shown: ReadonlySet<number>, low: number, high: number): Generator<number> {
  if (high - low < shown.size) {
    for (let code = low; code <= high; code++) if (shown.has(code)) yield code;
  } else for (const code of shown) if (code >= low && code <= high) yield code;
}

/** What the code that is `offset` further than the first of a range maps to. */
function targetOf(operand: Operand | undefined, offset: number): Target | undefined {
  if (typeof operand === 'number') return operand + offset;
  if (Array.isArray(operand)) return targetOf((operand as readonly Operand[])[offset], 0);
  if (!(operand instanceof StringOperand)) return undefined;
  if (offset === 0 || operand.bytes.length === 0) return operand.bytes;
  const bytes = Uint8Array.from(operand.bytes);
  for (let i = bytes.length - 1, carry = offset; i >= 0 && carry > 0; i--) {
    carry += bytes[i]!;
    bytes[i] = carry & 255;
    carry >>>= 8;
  }
  return bytes;
}

/**
 * A ToUnicode map with these entries; those that some readers skip are skipped by them still, and stand before or behind
 * what else is said of their code, as they did.
 */
export function writeToUnicode({ codespaces, entries }: CMapText): Uint8Array {
  const pairs = (part: 'skipped before' | 'seen' | 'skipped behind'): string[] =>
    inOrder(entries).flatMap(([code, { length, before, ...last }]) => {
      const all = [...before, last];
      const lastSeen = all.findLastIndex(({ skipped }) => !skipped);
      const lines = all.flatMap(({ target, skipped }, i) => {
        const own = !skipped ? 'seen' : i < lastSeen ? 'skipped before' : 'skipped behind';
        return typeof target === 'number' || own !== part
          ? []
          : [`<${hex(code, length)}> <${Buffer.from(target).toString('hex')}>`];
      });
      return lines.filter((line, i) => line !== lines[i - 1]);
    });
  return written([
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    ...codespaceLines(codespaces),
    ...sections('bfchar', pairs('skipped before'), 1),
    ...sections('bfchar', pairs('seen')),
    ...sections('bfchar', pairs('skipped behind'), 1),
    ...TAIL,
  ]);
}

/** The name of an encoding that was written here. */
export const OWN_CMAP = 'Lakmoes';

/** An encoding with these entries: from codes to characters. */
export function writeEncoding({ codespaces, uses, vertical, entries }: CMapText): Uint8Array {
  const pairs = inOrder(entries).flatMap(([code, { length, target }]) =>
    typeof target === 'number' ? [`<${hex(code, length)}> ${target}`] : [],
  );
  return written([
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    ...(uses === undefined ? [] : [`/${uses} usecmap`]),
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def',
    `/CMapName /${OWN_CMAP} def`,
    '/CMapType 1 def',
    `/WMode ${vertical ? 1 : 0} def`,
    ...codespaceLines(codespaces),
    ...sections('cidchar', pairs),
    ...TAIL,
  ]);
}

const TAIL = ['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', ''];

function inOrder<T>(entries: ReadonlyMap<number, T>): [number, T][] {
  return [...entries].sort(([a], [b]) => a - b);
}

function codespaceLines(codespaces: readonly Codespace[]): string[] {
  return sections(
    'codespacerange',
    codespaces.map(({ length, low, high }) => `<${hex(low, length)}> <${hex(high, length)}>`),
  );
}

/** `surplus`: how many more lines are announced than there are. */
function sections(name: string, lines: readonly string[], surplus = 0): string[] {
  const all: string[] = [];
  for (let at = 0; at < lines.length; at += SECTION) {
    const part = lines.slice(at, at + SECTION);
    all.push(`${part.length + surplus} begin${name}`, ...part, `end${name}`);
  }
  return all;
}

function hex(code: number, length: number): string {
  return code
    .toString(16)
    .toUpperCase()
    .padStart(2 * length, '0');
}

function written(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.join('\n'), 'latin1');
}
