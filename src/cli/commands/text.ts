import type { Context, ExitCode } from '../context.ts';
import type { Options } from '../options.ts';
import { onPdf, readInput } from '../reading.ts';

/** `lakmoes text`: the text of a PDF; with `--json` each character with its boxes, page by page. */
export async function text(input: string, options: Options, context: Context): Promise<ExitCode> {
  const bytes = await readInput(input, context);
  const pages = await onPdf(input, context, () =>
    context.pdf.text(bytes, undefined, { signal: context.signal }),
  );
  if (options.json) context.print(JSON.stringify({ pages }));
  else {
    const plain = pages.map(({ characters }) => characters.map((character) => character.text).join(''));
    context.print(plain.join('\f'));
  }
  return 0;
}
