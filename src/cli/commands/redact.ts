import { checkSidecar } from '../../core/diagnostics/check-sidecar.ts';
import { describePdfError } from '../../core/export/failures.ts';
import { groundSetFor } from '../../core/grounds/sets.ts';
import { PdfError } from '../../core/ports/pdf.ts';
import { Unusable, type Context, type ExitCode } from '../context.ts';
import { findingsJson, findingsText, placeFindings } from '../findings.ts';
import { sha256 } from '../hash.ts';
import { uriOf } from '../node-files.ts';
import type { Options } from '../options.ts';
import { acceptedMarks, lawOf, onPdf, readInput, readSidecar, shown } from '../reading.ts';
import { texts } from '../texts.ts';

/** `lakmoes redact`: applies the accepted marks of one PDF and proves the result before it is written. */
export async function redact(input: string, options: Options, context: Context): Promise<ExitCode> {
  const { files, pdf, signal, language } = context;
  const text = texts[language];
  if (options.out === undefined) throw new Unusable(text.missingOut);
  const bytes = await readInput(input, context);
  const { sidecar, uri, text: json } = await readSidecar(input, options.sidecar, context);
  const target = uriOf(options.out);
  if (target === uriOf(input) || target === uri) throw new Unusable(text.outIsInput(shown(target, context)));

  const { pages } = await onPdf(input, context, () => pdf.describe(bytes, { signal }));
  const findings = checkSidecar({
    sidecar,
    groundSet: groundSetFor(options.law ?? lawOf(sidecar)),
    actual: { sha256: sha256(bytes), pages },
    language,
  });
  const blocking = findings.filter(({ severity }) => severity === 'error');
  if (blocking.length > 0) {
    const placed = placeFindings(
      shown(uri, context),
      json,
      blocking.map((finding) => ({ finding })),
    );
    if (options.json) context.print(JSON.stringify(findingsJson(placed)));
    else context.tell(`${text.blockedRedact}\n${findingsText(placed, language)}`);
    return 1;
  }

  const marks = acceptedMarks(sidecar);
  try {
    const { box, widthProtection } = options;
    const result = await onPdf(input, context, () =>
      pdf.redact(
        { bytes, marks, box, widthProtection, language: 'nl' },
        { signal, onProgress: (done, total) => context.progress(text.redact, done, total) },
      ),
    );
    await files.write(target, result.bytes);
    if (options.json)
      context.print(JSON.stringify({ ok: true, out: shown(target, context), report: result.report }));
    else {
      const touched = new Set(marks.map(({ page }) => page)).size;
      context.print(text.redacted(String(marks.length), String(touched)));
      context.print(text.written(shown(target, context)));
      if (result.report.tellingFonts > 0) context.tell(text.tellingFonts);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof PdfError) || error.code !== 'unprovable') throw error;
    const message = describePdfError(error, shown(uriOf(input), context), language);
    if (options.json) context.print(JSON.stringify({ ok: false, message, details: error.details }));
    else context.tell(message);
    return 1;
  }
}
