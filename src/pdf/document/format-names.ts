import { PDFName, type PDFDict } from 'pdf-lib';

/** ISO 32000-1, 14.8.4, and what ISO 32000-2 adds. */
export const STANDARD_TAG =
  /^(Annot|Art|Artifact|Aside|BibEntry|BlockQuote|Caption|Code|Div|Document|DocumentFragment|Em|Figure|FENote|Form|Formula|H\d?|Index|L|LBody|LI|Lbl|Link|NonStruct|Note|P|Part|Private|Quote|RB|RP|RT|Reference|Ruby|Sect|Span|Strong|Sub|TBody|TD|TFoot|TH|THead|TOC|TOCI|TR|Table|Title|WP|WT|Warichu)$/;

/** Keys and tags of marked content that are words of the format (ISO 32000-2, 14.6 and 14.8.2.2). */
const CONTENT_NAME =
  /^(ActualText|Alt|Artifact|Attached|BBox|Background|Bottom|Contents|E|Footer|Header|Lang|Layout|Left|MCID|Metadata|OC|Page|PageNum|Pagination|PlacedPDF|Right|Subtype|Top|Tx|Type|Watermark)$/;

/** Colour spaces, intents, and what inline images say (ISO 32000-2, 8.6.4, 8.6.5.8 and 8.9.7): other names are not the same. */
const CONTENT_VALUE =
  /^(Device(Gray|RGB|CMYK|N)|Cal(Gray|RGB)|Lab|ICCBased|Indexed|Pattern|Separation|RGB|CMYK|\w+Decode|DecodeParms|Decode|Filter|Width|Height|BitsPerComponent|ColorSpace|ImageMask|Intent|Interpolate|Length|Predictor|Columns|Colors|EarlyChange|Rows|BlackIs1|EndOfBlock|EndOfLine|EncodedByteAlign|ColorTransform|(Absolute|Relative)Colorimetric|Saturation|Perceptual)$/;

/** What programs call things, with a number or without. */
export const COMMON_NAME =
  /^(Lk)?(Annot|Artifact|Background|Black|Button|Check|Choice|Color|Cyan|Default(RGB|CMYK|Gray)?|Fill|Font|Footer|Form|Graphics?|Header|Helvetica|Image|Image[BCI]|Layer|Line|Logo|Magenta|Meta|Object|Off|Page|Path|Pattern|Picture|Shading|Shape|State|Stroke|Text|Watermark|White|Yellow|Yes)?[-_]?\d*$/i;

/** Words of the format in content, or of the programs that write it. */
export function isFormatName(name: string): boolean {
  return (
    CONTENT_NAME.test(name) || CONTENT_VALUE.test(name) || STANDARD_TAG.test(name) || COMMON_NAME.test(name)
  );
}

/** Operators and numbers of CMaps (Adobe technical note 5014). */
export function isCMapWord(text: string): boolean {
  return CMAP_WORD.test(text);
}

const CMAP_WORD =
  /^(?:[-+.\d]+|(?:begin|end)(?:cmap|(?:codespace|bf|cid|notdef)range|(?:bf|cid|notdef)char|usematrix|rearrangedfont)?|findresource|defineresource|currentdict|usecmap|usefont|dict|def|dup|pop|exch|array|true|false|null)$/;

/** Values that the format defines for entries of dictionaries (ISO 32000-2), of four letters and more. */
export const VALUES: ReadonlySet<string> = new Set(
  `Catalog Pages Font XObject Image Form ExtGState Pattern Shading Annot Action Outlines Encoding CMap FontDescriptor
  Mask Halftone Group Transparency StructTreeRoot StructElem OBJR OCMD OutputIntent Border Metadata EmbeddedFile
  Filespec SigRef Sign Type0 Type1 Type1C MMType1 Type3 TrueType CIDFontType0 CIDFontType2 CIDFontType0C OpenType
  Identity Identity-H Identity-V StandardEncoding WinAnsiEncoding MacRomanEncoding MacExpertEncoding PDFDocEncoding
  Default None Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight
  Difference Exclusion Color Saturation Luminosity Alpha Text Link FreeText Line Square Circle Polygon PolyLine
  Highlight Underline Squiggly StrikeOut Stamp Caret Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet
  Watermark Redact Projection RichMedia GoTo GoToR GoToE Launch Thread Hide Named SubmitForm ResetForm ImportData
  SetOCGState Rendition Trans JavaScript NextPage PrevPage FirstPage LastPage Butt Diamond OpenArrow ClosedArrow
  ROpenArrow RClosedArrow Slash Solid Dashed Beveled Inset UseNone UseOutlines UseThumbs FullScreen UseOC
  UseAttachments SinglePage OneColumn TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight AppDefault Simplex
  DuplexFlipShortEdge DuplexFlipLongEdge MediaBox CropBox BleedBox TrimBox ArtBox View Design Print Export Toggle
  AllOn AllPages VisiblePages AnyOn AnyOff AllOff Unchanged GTS_PDFX GTS_PDFA1 GTS_PDFE1 ISO_PDFE1
  UltraCondensed ExtraCondensed Condensed SemiCondensed SemiExpanded Expanded ExtraExpanded UltraExpanded
  Layout List Table PrintField Placement Block Inline Before After Start WritingMode LrTb RlTb TbRl Center Justify
  TextAlign Auto Decimal Disc UpperRoman LowerRoman UpperAlpha LowerAlpha Unordered Ordered Scope Column Both Headers
  FixedPrint Push NChannel DeviceN Separation All Cyan Magenta Yellow Black Gray Green Blue Crypt CryptFilter
  Round Ellipse SimpleDot InvertedSimpleDot DoubleDot InvertedDoubleDot CosineDot Double InvertedDouble Adobe
  Artifact Span Perceptual`.split(/\s+/),
);

/** Keys that the format defines (ISO 32000-2), of four letters and more, where dictionaries are not brought down to a list, and of Info. */
export const KEYS: ReadonlySet<string> = new Set(
  `Type Subtype Length Filter DecodeParms Parent Kids Count Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents
  Rotate Group Annots StructParents StructParent Tabs UserUnit Lang Pages PageLabels PageLayout PageMode
  ViewerPreferences Outlines AcroForm StructTreeRoot MarkInfo OCProperties OutputIntents Version First Last Next Prev
  Title Dest Fields NeedAppearances ParentTree ParentTreeNextKey RoleMap Namespaces RoleMapNS Nums Limits Names
  Marked Suspects UserProperties DisplayDocTitle Direction PrintScaling Duplex FitWindow CenterWindow HideToolbar
  HideMenubar HideWindowUI NonFullScreenPageMode OutputConditionIdentifier RegistryName DestOutputProfile
  OCGs Configs BaseState Intent Order ListMode RBGroups Locked Usage View Print Export ViewState PrintState ExportState
  Zoom Category Event Name ActualText MCID Rect Border QuadPoints Vertices InkList Font Widths FirstChar LastChar
  BaseFont FontDescriptor FontName FontFamily FontStretch FontWeight FontBBox FontMatrix FontFile FontFile2 FontFile3
  Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth Style
  Encoding BaseEncoding Differences ToUnicode DescendantFonts CIDSystemInfo CIDToGIDMap Registry Ordering Supplement
  CharProcs CMapName WMode UseCMap Length1 Length2 Length3 Alternate Range Domain WhitePoint BlackPoint Gamma Matrix
  Colorants Process Components MixingHints Solidities PrintingOrder DotGain ColorSpace Pattern Shading ExtGState
  Properties XObject ProcSet HalftoneType Frequency Angle SpotFunction AccurateScreens TransferFunction Width Height
  Width2 Height2 Xsquare Ysquare Default Gray Cyan Magenta Yellow Black UseBlackPtComp SMask Mask Decode BBox
  Placement WritingMode Color BackgroundColor BorderColor BorderStyle BorderThickness Padding SpaceBefore SpaceAfter
  StartIndent EndIndent TextIndent TextAlign InlineAlign BlockAlign TBorderStyle TPadding LineHeight BaselineShift
  TextDecorationType TextDecorationColor TextDecorationThickness RubyAlign RubyPosition GlyphOrientationVertical
  ColumnCount ColumnGap ColumnWidths ListNumbering Headers Scope RowSpan ColSpan Summary Short Role Checked Desc
  Panose MaxLen Producer Author Subject Keywords Creator CreationDate ModDate Trapped Metadata PieceInfo LastModified`.split(
    /\s+/,
  ),
);

const COLLECTION = /^(?:Adobe|Identity|UCS|Japan\d|GB\d|CNS\d|Korea\d|KR|Manga\d)$/;

/** Whether a text is a name of a collection of characters, or of who made it (ISO 32000-2, table 114). */
export function isCollection(text: string): boolean {
  return COLLECTION.test(text);
}

const PATTERN_TYPE = PDFName.of('PatternType');

/** Patterns have a shading and a graphics state under keys at which resources have dictionaries of many. */
export function isPattern(dict: PDFDict): boolean {
  return dict.has(PATTERN_TYPE);
}
