import type { Quad } from '../../core/model/redaction.ts';
import type { EditRequest, MarkDraft, PageMessage, ViewPosition } from '../../core/protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads a message of the editor's page; undefined for anything that is not one. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  if (!isFields(value)) return undefined;
  switch (value['type']) {
    case 'ready':
    case 'undo':
    case 'redo':
    case 'save':
    case 'focus':
      return { type: value['type'] };
    case 'edit': {
      const edit = parseEdit(value['edit']);
      return edit && { type: 'edit', edit };
    }
    case 'position':
      return isPosition(value['position']) ? { type: 'position', position: value['position'] } : undefined;
    case 'selection':
      return isStrings(value['ids']) && isPage(value['page'])
        ? {
            type: 'selection',
            ids: value['ids'],
            text: value['text'] === true,
            ...(typeof value['quote'] === 'string' ? { quote: value['quote'] } : {}),
            page: value['page'],
          }
        : undefined;
    case 'same-text':
      return { type: 'same-text', scope: value['scope'] === 'dossier' ? 'dossier' : 'document' };
    case 'request':
    case 'state':
    case 'fix':
      return hasShape(value) ? (value as unknown as PageMessage) : undefined;
    default:
      return undefined;
  }
}

function hasShape(value: Fields): boolean {
  if (value['type'] === 'request') {
    const request = value['request'];
    return (
      Number.isInteger(value['requestId']) &&
      isFields(request) &&
      request['kind'] === 'page-text' &&
      isPage(request['page'])
    );
  }
  if (value['type'] === 'fix') return isFields(value['finding']) && Number.isInteger(value['fix']);
  return (
    typeof value['pages'] === 'number' &&
    typeof value['marks'] === 'number' &&
    Array.isArray(value['rendered'])
  );
}

function parseEdit(value: unknown): EditRequest | undefined {
  if (!isFields(value)) return undefined;
  const { kind, ids, drafts, key, places, pages } = value;
  const isKey = key === 'e' || key === 'd' || key === 'g';
  switch (kind) {
    case 'add-usual':
      return isDrafts(drafts) && isKey ? { kind, drafts, key } : undefined;
    case 'add-pick':
      return isDrafts(drafts)
        ? { kind, drafts, ...(value['origin'] === 'search' ? { origin: 'search' } : {}) }
        : undefined;
    case 'add-bare':
      return isDrafts(drafts) ? { kind, drafts } : undefined;
    case 'set-usual':
      return isStrings(ids) && isKey ? { kind, ids, key } : undefined;
    case 'pick':
    case 'motivate':
    case 'delete':
      return isStrings(ids) ? { kind, ids } : undefined;
    case 'set-status': {
      const status = value['status'];
      return isStrings(ids) && (status === 'accepted' || status === 'rejected' || status === 'suggested')
        ? { kind, ids, status }
        : undefined;
    }
    case 'set-quads':
      return isPlaces(places) ? { kind, places } : undefined;
    case 'set-reviewed':
      return Array.isArray(pages) && pages.every(isPage)
        ? { kind, pages, reviewed: value['reviewed'] === true }
        : undefined;
    default:
      return undefined;
  }
}

function isPlaces(value: unknown): value is { id: string; quads: Quad[]; quote?: string }[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item) => isFields(item) && typeof item['id'] === 'string' && isQuads(item['quads']) && isQuote(item),
    )
  );
}

function isDrafts(value: unknown): value is MarkDraft[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item) =>
        isFields(item) &&
        isPage(item['page']) &&
        (item['kind'] === 'text' || item['kind'] === 'area' || item['kind'] === 'page') &&
        isQuads(item['quads']) &&
        isQuote(item),
    )
  );
}

function isQuote(item: Fields): boolean {
  return item['quote'] === undefined || typeof item['quote'] === 'string';
}

function isQuads(value: unknown): value is Quad[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((quad) => Array.isArray(quad) && quad.length === 8 && quad.every(Number.isFinite))
  );
}

function isPosition(value: unknown): value is ViewPosition {
  if (!isFields(value)) return false;
  const { zoom, sidebar } = value;
  return (
    isPage(value['page']) &&
    typeof value['top'] === 'number' &&
    (typeof zoom === 'number' || zoom === 'fit-width' || zoom === 'fit-page') &&
    (sidebar === 'none' || sidebar === 'outline' || sidebar === 'thumbnails')
  );
}

function isPage(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
