/** Letters between `start` and `end` of a plain text that are to be marked. */
export interface MarkedSpan {
  readonly start: number;
  readonly end: number;
  readonly label: MarkLabel;
}

/** What stands before the bar in `[[label|text]]`. */
export interface MarkLabel {
  /** Id of a reason of the Wob; none for a mark without ground. */
  readonly reason?: string;
  /** Proposed, not decided. */
  readonly suggested: boolean;
}

/** A text with its markup taken out. */
export interface InlineText {
  readonly plain: string;
  readonly spans: readonly MarkedSpan[];
}

/**
 * Reads `… [[ambtenaren|Pim Potlood]] …`: the words after the bar are marked with that reason. `[[?ambtenaren|…]]` is
 * a suggestion, `[[-|…]]` a mark without ground.
 */
export function parseInline(source: string): InlineText {
  const spans: MarkedSpan[] = [];
  let plain = '';
  let at = 0;
  for (const match of source.matchAll(/\[\[(\??)([a-z-]+)\|([^\]]+)\]\]/g)) {
    const [whole, question, reason = '', text = ''] = match;
    plain += source.slice(at, match.index);
    const start = plain.length;
    plain += text;
    const suggested = question === '?';
    spans.push({ start, end: plain.length, label: reason === '-' ? { suggested } : { reason, suggested } });
    at = match.index + whole.length;
  }
  return { plain: plain + source.slice(at), spans };
}
