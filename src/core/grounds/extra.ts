import { JsonObject, readJson, readString, readText } from '../model/json-reader.ts';
import { fail } from '../model/json-reader.ts';
import { optional } from '../model/json-writer.ts';
import type { JsonPath } from '../diagnostics/types.ts';
import type { ParseResult } from '../model/result.ts';
import type { Ground, GroundSet, LawId, Reason, ReasonRule } from './types.ts';

/** Content of a workspace's own `*.grounds.json`: additions to the set of one law. */
export interface ExtraGrounds {
  readonly law: LawId;
  readonly grounds: readonly Ground[];
  /** A reason with the id of a built-in one takes its place. */
  readonly reasons: readonly Reason[];
  readonly shortcuts?: Partial<GroundSet['shortcuts']>;
}

/** What an addition may not do. */
export interface ExtraProblem {
  readonly kind: 'other-law' | 'ground-exists' | 'unknown-ground' | 'unknown-reason' | 'duplicate';
  /** The code or id that it is about. */
  readonly subject: string;
}

/** Reads a `*.grounds.json`. */
export function parseExtraGrounds(text: string): ParseResult<ExtraGrounds> {
  return readJson(text, 1, (root) => ({
    law: root.oneOf('law', ['wob', 'woo']),
    grounds: root.optionalArray('grounds', readGround) ?? [],
    reasons: root.optionalArray('reasons', readReason) ?? [],
    ...optional('shortcuts', readShortcuts(root.optionalObject('shortcuts'))),
  }));
}

/**
 * The set with a workspace's additions. Statute grounds cannot be replaced, since their words are the law's; an
 * addition that is not sound is left out and told.
 */
export function mergeGroundSet(
  base: GroundSet,
  extra: ExtraGrounds,
): { readonly set: GroundSet; readonly problems: readonly ExtraProblem[] } {
  if (extra.law !== base.law) return { set: base, problems: [{ kind: 'other-law', subject: extra.law }] };
  const problems: ExtraProblem[] = [];
  const grounds = [...base.grounds];
  for (const ground of extra.grounds) {
    if (grounds.some(({ code }) => code === ground.code))
      problems.push({ kind: 'ground-exists', subject: ground.code });
    else grounds.push(ground);
  }
  const codes = new Set(grounds.map(({ code }) => code));
  const reasons = new Map(base.reasons.map((reason) => [reason.id, reason]));
  const added = new Set<string>();
  for (const reason of extra.reasons) {
    const stranger = groundsOf(reason).find((code) => !codes.has(code));
    if (stranger !== undefined)
      problems.push({ kind: 'unknown-ground', subject: `${reason.id}: ${stranger}` });
    else if (added.has(reason.id)) problems.push({ kind: 'duplicate', subject: reason.id });
    else {
      reasons.set(reason.id, reason);
      added.add(reason.id);
    }
  }
  const shortcuts = { ...base.shortcuts };
  for (const key of ['e', 'd', 'g'] as const) {
    const shortcut = extra.shortcuts?.[key];
    if (shortcut === undefined) continue;
    const missing = [shortcut.reason, shortcut.mailReason].find((id) => id !== undefined && !reasons.has(id));
    if (missing === undefined) shortcuts[key] = shortcut;
    else problems.push({ kind: 'unknown-reason', subject: missing });
  }
  return { set: { ...base, grounds, reasons: [...reasons.values()], shortcuts }, problems };
}

function groundsOf(reason: Reason): readonly string[] {
  return [
    ...reason.grounds,
    ...reason.rules.flatMap((rule) => (rule.kind === 'together-with' ? rule.grounds : [])),
  ];
}

function readGround(value: unknown, path: JsonPath): Ground {
  const ground = new JsonObject(value, path);
  return {
    code: ground.string('code'),
    aliases: ground.optionalArray('aliases', readText) ?? [],
    kind: ground.oneOf('kind', ['absolute', 'relative', 'policy-views', 'residual', 'temporary', 'other']),
    title: ground.string('title'),
    ...optional('heading', ground.optionalString('heading')),
    citation: ground.string('citation'),
    text: ground.string('text'),
    article: ground.optionalString('article') ?? '',
    ...optional('paragraph', ground.optionalString('paragraph')),
    ...optional('part', ground.optionalString('part')),
  };
}

function readReason(value: unknown, path: JsonPath): Reason {
  const reason = new JsonObject(value, path);
  const grounds = reason.array('grounds', (code, at) => readString(code, at));
  if (grounds.length === 0) fail('empty', reason.at('grounds'));
  return {
    id: reason.string('id'),
    grounds,
    title: reason.string('title'),
    ...optional('heading', reason.optionalString('heading')),
    boilerplate: reason.array('boilerplate', (text, at) => readString(text, at)),
    rules: reason.optionalArray('rules', readRule) ?? [],
  };
}

function readRule(value: unknown, path: JsonPath): ReasonRule {
  const rule = new JsonObject(value, path);
  const kind = rule.oneOf('kind', ['keep-mail-domain', 'together-with', 'needs-motivation', 'needs-term']);
  return kind === 'together-with' ? { kind, grounds: rule.array('grounds', readText) } : { kind };
}

function readShortcuts(object: JsonObject | undefined): ExtraGrounds['shortcuts'] | undefined {
  if (object === undefined) return undefined;
  const read = (key: 'e' | 'd' | 'g'): { reason: string; mailReason?: string } | undefined => {
    const shortcut = object.optionalObject(key);
    return (
      shortcut && {
        reason: shortcut.string('reason'),
        ...optional('mailReason', shortcut.optionalString('mailReason')),
      }
    );
  };
  return { ...optional('e', read('e')), ...optional('d', read('d')), ...optional('g', read('g')) };
}
