import type { GroundSet, Reason } from '../../core/grounds/types.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A reason's boilerplate as a person reads it before choosing: what only the letter knows is named in words. */
export function previewText(
  set: GroundSet,
  reason: Reason,
  authority: string | undefined,
): readonly string[] {
  const say = texts[language()];
  const values: Readonly<Record<string, string>> = {
    bestuursorgaan: authority ?? say.authority,
    documenten: say.documents,
    code: reason.grounds.join(' + '),
    wet: set.shortName,
  };
  return reason.boilerplate.map((paragraph) =>
    paragraph.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
}
