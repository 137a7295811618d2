import type { Finding } from '../src/core/diagnostics/types.ts';
import type { Redaction } from '../src/core/model/redaction.ts';
import type { HostMessage, Snapshot, ViewCommand, ViewPosition } from '../src/core/protocol.ts';
import type { PageText } from '../src/core/text/characters.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPage = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
const isOptional = (value: unknown, test: (value: unknown) => boolean): boolean =>
  value === undefined || test(value);
const isListOf = (value: unknown, test: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test);
const isRange = (value: unknown): boolean =>
  isFields(value) && isNumber(value['start']) && isNumber(value['end']);
const isNumbers = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every(isNumber);

const COMMANDS: Readonly<Record<ViewCommand, true>> = {
  find: true,
  'find-next': true,
  'find-previous': true,
  'zoom-in': true,
  'zoom-out': true,
  'fit-width': true,
  'fit-page': true,
  'toggle-outline': true,
  'toggle-thumbnails': true,
  'toggle-marks-panel': true,
  'toggle-dark-pages': true,
  'go-to-page': true,
  'mark-selection': true,
  'mark-area': true,
  'mark-page': true,
  'next-mark': true,
  'previous-mark': true,
  'next-finding': true,
  'mark-all-hits': true,
};

function isRedaction(value: unknown): value is Redaction {
  return (
    isFields(value) &&
    isText(value['id']) &&
    isPage(value['page']) &&
    ['text', 'area', 'page'].includes(value['kind'] as string) &&
    isListOf(value['quads'], (quad) => isNumbers(quad, 8)) &&
    isListOf(value['grounds'], isText) &&
    ['suggested', 'accepted', 'rejected'].includes(value['status'] as string) &&
    ['quote', 'reason', 'motivation'].every((field) => isOptional(value[field], isText))
  );
}

function isFinding(value: unknown): value is Finding {
  return (
    isFields(value) &&
    isText(value['code']) &&
    isText(value['message']) &&
    ['error', 'warning', 'info'].includes(value['severity'] as string) &&
    isOptional(value['redactionId'], isText) &&
    isOptional(value['page'], isNumber) &&
    isOptional(value['range'], isRange) &&
    isListOf(value['fixes'], (fix) => isFields(fix) && isText(fix['kind']))
  );
}

function isSnapshot(value: unknown): value is Snapshot {
  return (
    isFields(value) &&
    isNumber(value['version']) &&
    isListOf(value['redactions'], isRedaction) &&
    isListOf(value['findings'], isFinding) &&
    isListOf(value['reviewedPages'], isPage) &&
    isOptional(value['readOnly'], isText) &&
    isListOf(value['grounds'], (item) => isFields(item) && isText(item['code']) && isText(item['title'])) &&
    isListOf(value['reasons'], (item) => isFields(item) && isText(item['id']) && isText(item['title'])) &&
    isListOf(value['shortcuts'], (item) => isFields(item) && isText(item['key']) && isText(item['label'])) &&
    isText(value['law'])
  );
}

function isPosition(value: unknown): value is ViewPosition {
  return (
    isFields(value) &&
    isPage(value['page']) &&
    isNumber(value['top']) &&
    (isNumber(value['zoom']) || value['zoom'] === 'fit-width' || value['zoom'] === 'fit-page') &&
    typeof value['darkPages'] === 'boolean' &&
    ['none', 'outline', 'thumbnails'].includes(value['sidebar'] as string) &&
    typeof value['marksPanel'] === 'boolean'
  );
}

function isPageText(value: unknown): value is PageText {
  if (!isFields(value) || !isFields(value['geometry']) || !Array.isArray(value['characters'])) {
    return false;
  }
  const geometry = value['geometry'];
  return (
    isPage(geometry['page']) &&
    isNumbers(geometry['mediaBox'], 4) &&
    value['characters'].every(
      (item) =>
        isFields(item) && isText(item['text']) && isNumbers(item['ink'], 4) && isNumbers(item['loose'], 4),
    )
  );
}

const SHAPES: Readonly<Record<HostMessage['type'], (message: Fields) => boolean>> = {
  open: (message) =>
    isText(message['pdfUrl']) &&
    isText(message['fileName']) &&
    (message['language'] === 'nl' || message['language'] === 'en') &&
    isOptional(message['position'], isPosition) &&
    isSnapshot(message['snapshot']),
  unreadable: (message) => isText(message['fileName']) && isText(message['message']),
  snapshot: (message) => isSnapshot(message['snapshot']),
  reveal: (message) =>
    isPage(message['page']) &&
    isOptional(message['redactionId'], isText) &&
    isOptional(message['range'], isRange),
  command: (message) => isText(message['command']) && Object.hasOwn(COMMANDS, message['command']),
  select: (message) => isListOf(message['ids'], isText),
  asking: (message) => typeof message['asking'] === 'boolean',
  response: (message) => isNumber(message['requestId']) && isPageText(message['result']),
  failure: (message) => isNumber(message['requestId']) && isText(message['message']),
};

/** A message from the host, or undefined where the value is not one; unknown fields are ignored. */
export function parseHostMessage(value: unknown): HostMessage | undefined {
  if (!isFields(value) || !isText(value['type']) || !Object.hasOwn(SHAPES, value['type'])) {
    return undefined;
  }
  const type = value['type'] as HostMessage['type'];
  return SHAPES[type](value) ? (value as unknown as HostMessage) : undefined;
}
