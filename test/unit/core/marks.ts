import type { Redaction, Sidecar } from '../../../src/core/model/redaction.ts';
import { quadOfBox } from '../../../src/core/text/geometry.ts';

/** A sound, accepted mark of an official's name; `changes` make it what a test needs. */
export function mark(changes: Partial<Redaction> = {}): Redaction {
  return {
    id: 'm1',
    page: 1,
    kind: 'text',
    quads: [quadOfBox([100, 700, 180, 712])],
    quote: 'J. Voorbeeld',
    grounds: ['10.2.e'],
    reason: 'ambtenaren',
    status: 'accepted',
    origin: 'manual',
    created: '2021-11-01T09:00:00+01:00',
    modified: '2021-11-01T09:00:00+01:00',
    ...changes,
  };
}

/** The mark without some of its fields. */
export function without(redaction: Redaction, ...fields: readonly (keyof Redaction)[]): Redaction {
  const copy: Partial<Record<keyof Redaction, unknown>> = { ...redaction };
  for (const field of fields) delete copy[field];
  return copy as unknown as Redaction;
}

export const SHA = 'a'.repeat(64);

export function sidecarWith(...redactions: readonly Redaction[]): Sidecar {
  return { version: 1, source: { sha256: SHA, bytes: 1000, pages: 3 }, redactions };
}

/** A sidecar's JSON that a test is free to spoil. */
// oxlint-disable-next-line typescript/no-explicit-any -- wrong on purpose
export type Loose = any;
