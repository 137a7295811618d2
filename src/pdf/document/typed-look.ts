import { PDFDict, PDFName, type PDFObject, type PDFStream } from 'pdf-lib';
import { Lexer, latin1 } from '../content/lexer.ts';
import { NameOperand, type Operand } from '../content/operand.ts';
import { asNumber, dictAt, entry, nameAt } from '../objects/lookup.ts';
import { borderWidth } from './default-look.ts';
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
/** Height of the middle of letters over the baseline, in em. */
const MIDDLE = 0.35;

/**
 * What viewers draw for a value of one line that was typed in a field without an appearance (ISO 32000-2, 12.7.4.3), as
 * a form in the coordinates of the page; undefined for other fields.
 */
export function typedLook(widget: PDFDict): PDFStream | undefined {
  const { context } = widget;
  const form = formOf(widget);
  const rect = rectAt(widget, 'Rect');
  const value = typedValue(widget);
  const look = textOf(inherited(widget, 'DA') ?? (form && entry(form, 'DA')));
  const setting = look === undefined ? undefined : readLook(look);
  if (!form || !rect || value === undefined || !setting || dictAt(widget, 'AP')) return undefined;
  const flags = asNumber(inherited(widget, 'Ff')) ?? 0;
  const isLine = isNamed(inherited(widget, 'FT'), 'Ch') ? (flags & COMBO) !== 0 : (flags & OTHERWISE) === 0;
  const isAtLeft = (asNumber(inherited(widget, 'Q') ?? entry(form, 'Q')) ?? 0) === 0;
  const fonts = dictAt(dictAt(form, 'DR') ?? PDFDict.withContext(context), 'Font');
  const font = fonts?.get(PDFName.of(setting.font));
  if (!isLine || !isAtLeft || font === undefined || !/^[\x20-\x7e\xa0-\xff]*$/.test(value)) return undefined;
  const height = rect.top - rect.bottom;
  const size = setting.size > 0 ? setting.size : Math.min(MOST_AUTOMATIC, height * 0.7);
  const place = [rect.left + borderWidth(widget) + PADDING, (rect.bottom + rect.top) / 2 - size * MIDDLE].map(
    pdfNumber,
  );
  const clip = [rect.left, rect.bottom, rect.right - rect.left, height].map(pdfNumber).join(' ');
  const text = value.replace(/[\\()]/g, '\\$&');
  const content = `/Tx BMC q ${clip} re W n BT ${setting.rest} /${setting.font} ${pdfNumber(size)} Tf ${place.join(' ')} Td (${text}) Tj ET Q EMC\n`;
  return context.stream(content, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [rect.left, rect.bottom, rect.right, rect.top],
    Resources: { Font: { [setting.font]: font } },
  });
}

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
    node = dictAt(node, 'Parent');
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
