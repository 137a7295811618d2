import { PDFName, type PDFDict } from 'pdf-lib';
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

const FUNCTION = new Set([
  ...STREAM,
  ...['FunctionType', 'Domain', 'Range', 'Size', 'BitsPerSample', 'Order', 'Encode', 'Decode', 'C0', 'C1'],
  ...['N', 'Functions', 'Bounds'],
]);
const SHADING = new Set([
  ...STREAM,
  ...['ShadingType', 'ColorSpace', 'Background', 'BBox', 'AntiAlias', 'Coords', 'Domain', 'Function'],
  ...['Extend', 'Matrix', 'BitsPerCoordinate', 'BitsPerComponent', 'BitsPerFlag', 'Decode', 'VerticesPerRow'],
]);
const PATTERN = new Set([
  ...STREAM,
  ...['PatternType', 'PaintType', 'TilingType', 'BBox', 'XStep', 'YStep', 'Resources', 'Matrix', 'Shading'],
  'ExtGState',
]);
const CMAP = new Set([...STREAM, 'CMapName', 'CIDSystemInfo', 'WMode', 'UseCMap']);

/** Dictionaries that are known by the key they stand at. */
const BY_KEY: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    Group: ['Type', 'S', 'CS', 'I', 'K'],
    Encoding: ['Type', 'BaseEncoding', 'Differences'],
    SMask: ['Type', 'S', 'G', 'BC', 'TR'],
    BS: ['Type', 'W', 'S', 'D'],
    BE: ['S', 'I'],
    CIDSystemInfo: ['Registry', 'Ordering', 'Supplement'],
    DecodeParms: [
      ...['Type', 'Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'K', 'EndOfLine'],
      ...['EncodedByteAlign', 'Rows', 'EndOfBlock', 'BlackIs1', 'DamagedRowsBeforeError', 'JBIG2Globals'],
      'ColorTransform',
    ],
  }).map(([key, names]) => [key, new Set(names)]),
);

/** The keys that count in a dictionary, of which may be known where it stands; undefined where it is of no kind that is known here. */
export function drawnKeys(dict: PDFDict, key = ''): ReadonlySet<string> | undefined {
  const type = nameAt(dict, 'Type');
  switch (type) {
    case 'Font':
      return FONT;
    case 'FontDescriptor':
      return DESCRIPTOR;
    case 'ExtGState':
      return STATE;
    case 'CMap':
      return CMAP;
    case undefined:
    case 'XObject': {
      const subtype = nameAt(dict, 'Subtype');
      if (subtype === 'Image') return IMAGE;
      if (subtype === 'Form') return FORM;
      break;
    }
    default:
  }
  if (dict.has(FUNCTION_TYPE)) return FUNCTION;
  if (dict.has(SHADING_TYPE)) return SHADING;
  return dict.has(PATTERN_TYPE) ? PATTERN : BY_KEY.get(key);
}

const DRAWN = new Set(
  [IMAGE, FORM, FONT, DESCRIPTOR, STATE, FUNCTION, SHADING, PATTERN, CMAP, ...BY_KEY.values()].flatMap(
    (keys) => [...keys],
  ),
);

/** Whether a key counts in a dictionary of some kind. */
export function isDrawnKey(key: string): boolean {
  return DRAWN.has(key);
}

const [FUNCTION_TYPE, SHADING_TYPE, PATTERN_TYPE] = ['FunctionType', 'ShadingType', 'PatternType'].map(
  (name) => PDFName.of(name),
) as [PDFName, PDFName, PDFName];
