import type { Context, ExitCode } from '../context.ts';
import { uriOf } from '../node-files.ts';
import type { Options } from '../options.ts';
import { acceptedMarks, onPdf, readInput, readSidecar, shown } from '../reading.ts';
import { texts } from '../texts.ts';

/**
 * `lakmoes verify`: with a sidecar, holds a redacted file against its marks; without, looks for bad redactions that
 * others made.
 */
export async function verify(input: string, options: Options, context: Context): Promise<ExitCode> {
  const { pdf, signal, language } = context;
  const text = texts[language];
  const bytes = await readInput(input, context);
  const marks =
    options.sidecar === undefined
      ? undefined
      : acceptedMarks((await readSidecar(input, options.sidecar, context)).sidecar);
  const report = await onPdf(input, context, () =>
    pdf.verify(bytes, marks, {
      signal,
      onProgress: (done, total) => context.progress(text.read, done, total),
    }),
  );
  const file = shown(uriOf(input), context);
  if (options.json) context.print(JSON.stringify(report));
  else if (report.ok) context.print(text.verified(file));
  else {
    const seen = new Set(
      report.problems.map(({ kind, page }) =>
        text.problem(text[kind], page === undefined ? '' : String(page)),
      ),
    );
    context.print([text.notVerified(file), ...[...seen].map((line) => `- ${line}`)].join('\n'));
  }
  return report.ok ? 0 : 1;
}
