import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib';
import type { VerificationProblem } from '../../core/ports/pdf.ts';
import { hasArchiveMetadata } from '../document/archive-metadata.ts';
import { dictAt, entry, nameAt } from '../objects/lookup.ts';
import { countStray } from './stray.ts';

/** Revisions of a file, by its cross-reference sections: a linearised file has two for one revision. */
export function countRevisions(bytes: Uint8Array): number {
  const buffer = bufferOf(bytes);
  let count = 0;
  for (let at = buffer.indexOf('startxref'); at >= 0; at = buffer.indexOf('startxref', at + 9)) count++;
  const linearised = buffer.subarray(0, 2048).includes('/Linearized');
  return linearised && count > 1 ? count - 1 : count;
}

/** Bytes behind the last end-of-file marker, less one line end. */
export function bytesAfterEnd(bytes: Uint8Array): number {
  const buffer = bufferOf(bytes);
  const at = buffer.lastIndexOf('%%EOF');
  if (at < 0) return 0;
  const rest = buffer.subarray(at + 5).toString('latin1');
  return rest.replace(/^\r?\n?/, '').length;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

const METADATA = ['Metadata', 'PieceInfo'];
const SCRIPTS = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'Rendition']);
/** What Info may hold (ISO 32000-2, table 349): what the export wrote. */
const INFO = new Set(['Title', 'Producer']);

/** What a redacted file must not carry besides its pages; nothing of the content in the details. */
export function checkFile(bytes: Uint8Array, doc: PDFDocument): VerificationProblem[] {
  const problems: VerificationProblem[] = [];
  const revisions = countRevisions(bytes);
  if (revisions !== 1) problems.push({ kind: 'several-revisions', detail: `${revisions} revisions` });
  const trailing = bytesAfterEnd(bytes);
  if (trailing > 0) problems.push({ kind: 'bytes-after-eof', detail: `${trailing} bytes` });
  const { context } = doc;
  const info = context.trailerInfo.Info === undefined ? undefined : context.lookup(context.trailerInfo.Info);
  if (info instanceof PDFDict) {
    const extra = info.keys().filter((key) => !INFO.has(key.decodeText()));
    if (extra.length > 0) problems.push({ kind: 'metadata', detail: `${extra.length} entries of Info` });
  }
  const stray = countStray(doc);
  if (stray > 0)
    problems.push({ kind: 'attachment', detail: `${stray} pictures, forms or pages that nobody sees` });
  const archived = info instanceof PDFDict && hasArchiveMetadata(doc.catalog, info);
  for (const object of everyObject(context, [context.trailerInfo.Root, context.trailerInfo.Info])) {
    if (!(object instanceof PDFDict)) continue;
    const found = checkDict(object);
    const excused = archived && object === doc.catalog;
    problems.push(...(excused ? found.filter(({ kind }) => kind !== 'metadata') : found));
  }
  return problems;
}

function checkDict(dict: PDFDict): VerificationProblem[] {
  const problems: VerificationProblem[] = [];
  for (const key of METADATA) {
    const value = entry(dict, key);
    if (value instanceof PDFStream || value instanceof PDFDict)
      problems.push({ kind: 'metadata', detail: key });
  }
  const type = nameAt(dict, 'Type');
  if (type === 'EmbeddedFile' || type === 'Filespec' || dict.has(PDFName.of('EmbeddedFiles'))) {
    problems.push({ kind: 'attachment', detail: 'an attached file' });
  }
  const action = nameAt(dict, 'S');
  if (action !== undefined && SCRIPTS.has(action) && (type === undefined || type === 'Action')) {
    problems.push({ kind: 'script', detail: `action ${action}` });
  }
  if (dictAt(dict, 'JavaScript') || dict.has(PDFName.of('XFA')))
    problems.push({ kind: 'script', detail: 'scripts' });
  return problems;
}

/** Everything that the given objects reach; a stream is followed by its dictionary. */
export function* everyObject(
  context: PDFContext,
  roots: readonly (PDFObject | undefined)[],
): Generator<PDFObject, void> {
  const seen = new Set<PDFObject>();
  const stack = roots.filter((root) => root !== undefined);
  for (let object = stack.pop(); object; object = stack.pop()) {
    if (seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFRef) {
      const target = context.lookup(object);
      if (target) stack.push(target);
      continue;
    }
    yield object;
    if (object instanceof PDFStream) stack.push(object.dict);
    else if (object instanceof PDFArray) for (const element of object.asArray()) stack.push(element);
    else if (object instanceof PDFDict) for (const value of object.values()) stack.push(value);
  }
}
