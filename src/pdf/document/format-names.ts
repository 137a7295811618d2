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
