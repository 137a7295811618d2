import type { Finding } from '../../../src/core/diagnostics/types.ts';
import type { Quad, Redaction } from '../../../src/core/model/redaction.ts';

/** An upright quad from left, bottom, right, top in points. */
export function quad(left: number, bottom: number, right: number, top: number): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** A mark with sensible fields; an accepted area under 10.2.e unless told otherwise. */
export function mark(id: string, page: number, fields: Partial<Redaction> = {}): Redaction {
  return {
    id,
    page,
    kind: 'area',
    quads: [quad(72, 600, 200, 640)],
    grounds: ['10.2.e'],
    reason: 'persoon',
    status: 'accepted',
    origin: 'manual',
    created: '2021-03-03T12:00:00+01:00',
    modified: '2021-03-03T12:00:00+01:00',
    ...fields,
  };
}

/** A finding about a mark. */
export function finding(redactionId: string | undefined, fields: Partial<Finding> = {}): Finding {
  return {
    code: 'grond-ontbreekt',
    severity: 'error',
    message: 'Deze markering heeft geen grond. Zonder grond mag niets worden weggelakt.',
    path: ['redactions', 0],
    fixes: [{ kind: 'pick-ground' }],
    ...(redactionId === undefined ? {} : { redactionId }),
    ...fields,
  };
}
