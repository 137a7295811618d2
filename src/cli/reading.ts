import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describePdfError } from '../core/export/failures.ts';
import { SIDECAR_SUFFIX } from '../core/export/load-case.ts';
import { texts as exportTexts } from '../core/export/texts.ts';
import type { LawId } from '../core/grounds/types.ts';
import { describeFailure } from '../core/l10n/failure.ts';
import type { Redaction, Sidecar } from '../core/model/redaction.ts';
import { PdfError, type RedactionMark } from '../core/ports/pdf.ts';
import { parseSidecar } from '../core/sidecar/parse.ts';
import { Unusable, type Context } from './context.ts';
import { FilesError, uriOf } from './node-files.ts';

/** A path as a person reads it: from the folder they are in. */
export function shown(uri: string, { folder }: Context): string {
  const path = relative(folder, fileURLToPath(uri)).split(sep).join('/');
  return path === '' ? '.' : path;
}

/** Bytes of a file that has to be there. Throws `Unusable`. */
export async function readInput(path: string, context: Context): Promise<Uint8Array> {
  const uri = uriOf(path);
  return context.files.read(uri).catch((error: unknown) => {
    if (error instanceof FilesError && error.code !== 'not-found') throw error;
    throw new Unusable(exportTexts[context.language].fileNotFound(shown(uri, context)));
  });
}

/** The sidecar at `path`, or the one beside `pdf`. Throws `Unusable`. */
export async function readSidecar(
  pdf: string,
  path: string | undefined,
  context: Context,
): Promise<{ readonly sidecar: Sidecar; readonly uri: string; readonly text: string }> {
  const file = path ?? `${pdf}${SIDECAR_SUFFIX}`;
  const text = new TextDecoder().decode(await readInput(file, context));
  const uri = uriOf(file);
  const parsed = parseSidecar(text);
  if (!parsed.ok) throw new Unusable(describeFailure(parsed, shown(uri, context), context.language));
  return { sidecar: parsed.value, uri, text };
}

/** Runs PDF work on one file; what is wrong with the file becomes one line. */
export async function onPdf<T>(path: string, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PdfError) || error.code === 'unprovable' || context.signal.aborted) throw error;
    throw new Unusable(describePdfError(error, shown(uriOf(path), context), context.language));
  }
}

/** Marks that are to be applied. */
export function acceptedMarks({ redactions }: Sidecar): readonly RedactionMark[] {
  return redactions
    .filter(({ status }) => status === 'accepted')
    .map(({ id, page, kind, quads, grounds, quote }: Redaction) => ({
      id,
      page,
      kind,
      quads,
      codes: grounds,
      ...(quote === undefined ? {} : { quote }),
    }));
}

/** The law that the codes of a sidecar without a dossier belong to. */
export function lawOf({ redactions }: Sidecar): LawId {
  return redactions.some(({ grounds }) => grounds.some((code) => /^1[01]\./.test(code))) ? 'wob' : 'woo';
}
