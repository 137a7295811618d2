import type { PDFDict } from 'pdf-lib';
import { nameAt } from '../objects/lookup.ts';

/*
 * What a reader needs of the dictionaries that drawings are made of (ISO 32000-2). Whatever else is in one is a note
 * that some program left.
 */

const STREAM = ['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms'];
const IMAGE = new Set([
  ...STREAM,
  ...['Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Intent', 'ImageMask', 'Mask', 'Decode'],
  ...['Interpolate', 'SMask', 'SMaskInData', 'Matte', 'StructParent', 'OC'],
  // The short keys of inline images, which viewers take here too.
  ...['DP', 'W', 'H', 'CS', 'BPC', 'IM', 'D', 'I'],
]);
const FORM = new Set([
  ...STREAM,
  ...['FormType', 'BBox', 'Matrix', 'Resources', 'Group', 'StructParent', 'StructParents', 'OC'],
]);
const FONT = new Set([
  ...['Type', 'Subtype', 'BaseFont', 'FirstChar', 'LastChar', 'Widths', 'FontDescriptor', 'Encoding'],
  ...['ToUnicode', 'DescendantFonts', 'CIDSystemInfo', 'DW', 'W', 'DW2', 'W2', 'CIDToGIDMap'],
  ...['FontBBox', 'FontMatrix', 'CharProcs', 'Resources'],
]);
/**
 * Without the lists of glyphs (CharSet, CIDSet): they name letters that are gone. By the family some viewers choose
 * what to draw for a font that is not embedded.
 */
const DESCRIPTOR = new Set([
  ...[
    'Type',
    'FontName',
    'FontFamily',
    'FontStretch',
    'FontWeight',
    'Flags',
    'FontBBox',
    'ItalicAngle',
    'Ascent',
  ],
  ...['Descent', 'Leading', 'CapHeight', 'XHeight', 'StemV', 'StemH', 'AvgWidth', 'MaxWidth'],
  ...['MissingWidth', 'FontFile', 'FontFile2', 'FontFile3', 'Style', 'FD'],
]);
const STATE = new Set([
  ...['Type', 'LW', 'LC', 'LJ', 'ML', 'D', 'RI', 'OP', 'op', 'OPM', 'Font', 'BG', 'BG2', 'UCR', 'UCR2'],
  ...['TR', 'TR2', 'HT', 'FL', 'SM', 'SA', 'BM', 'SMask', 'CA', 'ca', 'AIS', 'TK', 'UseBlackPtComp', 'HTO'],
]);

/** The keys that count in a dictionary; undefined where it is of no kind that is known here. */
export function drawnKeys(dict: PDFDict): ReadonlySet<string> | undefined {
  switch (nameAt(dict, 'Type')) {
    case 'Font':
      return FONT;
    case 'FontDescriptor':
      return DESCRIPTOR;
    case 'ExtGState':
      return STATE;
    case undefined:
    case 'XObject': {
      const subtype = nameAt(dict, 'Subtype');
      return subtype === 'Image' ? IMAGE : subtype === 'Form' ? FORM : undefined;
    }
    default:
      return undefined;
  }
}
