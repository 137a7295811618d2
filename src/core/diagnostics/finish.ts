import type { Rule, Severities } from './rule.ts';
import { DEFAULT_SEVERITIES } from './severities.ts';
import type { Finding, JsonPath } from './types.ts';

/** Runs rules that are not switched off, adds code and severity, and sorts by place; equal places keep their order. */
export function finish<Context>(
  rules: readonly Rule<Context>[],
  context: Context,
  severities: Severities,
): readonly Finding[] {
  return rules
    .flatMap((rule) => {
      const severity = severities[rule.code] ?? DEFAULT_SEVERITIES[rule.code];
      if (severity === 'off') return [];
      return rule.check(context).map((report): Finding => ({ code: rule.code, severity, ...report }));
    })
    .toSorted((a, b) => comparePlaces(a.path, b.path));
}

/** Top-level keys of sidecar and dossier in the order of the files. */
const KEYS = ['law', 'source', 'request', 'authority', 'decision', 'redactions', 'documents', 'review'];

/** By top-level key, then by index where that key holds a list. */
function comparePlaces(a: JsonPath, b: JsonPath): number {
  const byKey = KEYS.indexOf(String(a[0])) - KEYS.indexOf(String(b[0]));
  if (byKey !== 0) return byKey;
  return (typeof a[1] === 'number' ? a[1] : -1) - (typeof b[1] === 'number' ? b[1] : -1);
}
