import { PDFDict, PDFName, type PDFObject, type PDFStream } from 'pdf-lib';
import { blankGlyph } from '../content/fonts/font.ts';
import { loadFont } from '../content/fonts/load.ts';
import { standardMetrics } from '../content/fonts/standard.ts';
import { Lexer, latin1 } from '../content/lexer.ts';
import { NameOperand, type Operand } from '../content/operand.ts';
import type { Bounds, Region } from '../content/region.ts';
import { asNumber, dictAt, entry, nameAt } from '../objects/lookup.ts';
import { borderWidth } from './default-look.ts';
import { fieldAbove } from './field-tree.ts';
import { pdfNumber } from './page-content.ts';
import { rectAt } from './rect.ts';
import { textOf } from './text-string.ts';

const MAX_DEPTH = 32;
/** Flags of ISO 32000-2, tables 231 and 233: several lines, password, comb, rich text; a list that drops down. */
const OTHERWISE = (1 << 12) | (1 << 13) | (1 << 24) | (1 << 25);
const COMBO = 1 << 17;
/** Size where the field lets it follow from its height. */
const MOST_AUTOMATIC = 12;
/** Between the border and the text, in points. */
const PADDING = 2;
/** In which viewers write where a form has not the font that its field names. */
const STANDARD = { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' };
/** Height of the middle of letters over the baseline, in em. */
const MIDDLE = 0.35;

/**
 * What viewers draw for a value of one line that was typed in a field without an appearance (ISO 32000-2, 12.7.4.3), as
 * a form in the coordinates of the page; undefined for other fields.
 */
export function typedLook(widget: PDFDict): PDFStream | undefined {
  return typedText(widget)?.look;
}

/** Whether a mark leaves what `typedLook` draws alone: it touches no more of the field than where nothing is written. */
export function isBesideTyped(widget: PDFDict, region: Region): boolean {
  const isTurned = ((asNumber(entry(widget, 'F')) ?? 0) & NO_ROTATE) !== 0 || dictAt(widget, 'MK')?.has(TURN);
  const text = isTurned === true ? undefined : typedText(widget);
  return text !== undefined && !region.near(text.bounds, APART);
}

/** Annotation flag (ISO 32000-2, table 167), and the key of an appearance's turn (table 192). */
const NO_ROTATE = 16;
const TURN = PDFName.of('R');
/** Viewers write a value so much elsewhere, points. */
const APART = 3;

/** The look, and no less than where it draws anything. */
function typedText(widget: PDFDict): { readonly look: PDFStream; readonly bounds: Bounds } | undefined {
  const { context } = widget;
  const form = formOf(widget);
  const rect = rectAt(widget, 'Rect');
  const value = typedValue(widget);
  const manner = textOf(inherited(widget, 'DA') ?? (form && entry(form, 'DA')));
  const setting = manner === undefined ? undefined : readLook(manner);
  if (!form || !rect || value === undefined || !setting || dictAt(widget, 'AP')) return undefined;
  const flags = asNumber(inherited(widget, 'Ff')) ?? 0;
  const isLine = isNamed(inherited(widget, 'FT'), 'Ch') ? (flags & COMBO) !== 0 : (flags & OTHERWISE) === 0;
  const isAtLeft = (asNumber(inherited(widget, 'Q') ?? entry(form, 'Q')) ?? 0) === 0;
  const fonts = dictAt(dictAt(form, 'DR') ?? PDFDict.withContext(context), 'Font');
  const known = fonts && dictAt(fonts, setting.font);
  const described = known ?? context.obj(STANDARD);
  const font = known ? fonts.get(PDFName.of(setting.font)) : described;
  // The codes of a composite font are no letters.
  const isSimple = nameAt(described, 'Subtype') !== 'Type0';
  if (!isLine || !isAtLeft || !isSimple || !/^[\x20-\x7e\xa0-\xff]*$/.test(value)) return undefined;
  const height = rect.top - rect.bottom;
  const size = setting.size > 0 ? setting.size : Math.min(MOST_AUTOMATIC, height * 0.7);
  const left = rect.left + borderWidth(widget) + PADDING;
  const baseline = (rect.bottom + rect.top) / 2 - size * MIDDLE;
  const place = [left, baseline].map(pdfNumber);
  // An automatic size may be any that fits.
  const right = Math.min(rect.right, left + (setting.size > 0 ? size : height) * widthOf(value, described));
  const bounds =
    setting.size > 0
      ? { left, bottom: baseline - size / 3, right, top: baseline + size }
      : { left, bottom: rect.bottom, right, top: rect.top };
  const clip = [rect.left, rect.bottom, rect.right - rect.left, height].map(pdfNumber).join(' ');
  const text = value.replace(/[\\()]/g, '\\$&');
  const content = `/Tx BMC q ${clip} re W n BT ${setting.rest} /${setting.font} ${pdfNumber(size)} Tf ${place.join(' ')} Td (${text}) Tj ET Q EMC\n`;
  const look = context.stream(content, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [rect.left, rect.bottom, rect.right, rect.top],
    Resources: { Font: { [setting.font]: font } },
  });
  return { look, bounds };
}

/** No less than how wide a value is, in em: by the widths that its font tells or is known by. */
function widthOf(value: string, dict: PDFDict): number {
  const isKnown =
    /^(?:Type1|MMType1|TrueType)$/.test(nameAt(dict, 'Subtype') ?? '') &&
    (dict.has(WIDTHS) || standardMetrics(nameAt(dict, 'BaseFont') ?? '') !== undefined);
  // No letter is wider than its size, but for a few capitals.
  if (!isKnown) return value.length;
  const font = loadFont(dict, undefined);
  const bytes = Buffer.from(value, 'latin1');
  const glyph = blankGlyph();
  let sum = 0;
  for (let at = 0; at < bytes.length; at += glyph.length) {
    font.read(bytes, at, glyph);
    sum += Math.max(glyph.advance, glyph.width);
  }
  return sum * WIDER;
}

const WIDTHS = PDFName.of('Widths');
/** Some programs write with a font of their own. */
const WIDER = 1.1;

/** The value of a text or choice field that is one text; undefined for others, and for none. */
export function typedValue(widget: PDFDict): string | undefined {
  const type = inherited(widget, 'FT');
  if (nameAt(widget, 'Subtype') !== 'Widget' || !(isNamed(type, 'Tx') || isNamed(type, 'Ch')))
    return undefined;
  const value = textOf(inherited(widget, 'V'));
  return value === '' ? undefined : value;
}

const isNamed = (object: PDFObject | undefined, name: string): boolean => object === PDFName.of(name);

function formOf(widget: PDFDict): PDFDict | undefined {
  const root = widget.context.lookup(widget.context.trailerInfo.Root);
  return root instanceof PDFDict ? dictAt(root, 'AcroForm') : undefined;
}

function inherited(field: PDFDict, key: string): PDFObject | undefined {
  let node: PDFDict | undefined = field;
  for (let depth = 0; node && depth < MAX_DEPTH; depth++) {
    const value = entry(node, key);
    if (value !== undefined) return value;
    node = fieldAbove(node);
  }
  return undefined;
}

/** Font and size of a default appearance, and its other operators; undefined when it chooses no font. */
function readLook(
  look: string,
): { readonly font: string; readonly size: number; readonly rest: string } | undefined {
  const bytes = Buffer.from(look, 'latin1');
  const lexer = new Lexer(bytes);
  let operands: Operand[] = [];
  let from = 0;
  let found: { readonly font: string; readonly size: number } | undefined;
  let rest = '';
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    if (kind === 'operand') {
      operands.push(lexer.operand);
      continue;
    }
    const [font, size] = operands;
    if (lexer.operator !== 'Tf') rest += ` ${latin1(bytes, from, lexer.end).trim()}`;
    else if (font instanceof NameOperand && typeof size === 'number') found = { font: font.raw, size };
    operands = [];
    from = lexer.end;
  }
  return found && { ...found, rest: rest.trim() };
}
