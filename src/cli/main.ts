import { relative } from 'node:path';
import { ExportCancelled } from '../core/export/types.ts';
import type { Language } from '../core/l10n/language.ts';
import { createPdfPort } from '../pdf/port.ts';
import { createRenderPort } from '../render/port.ts';
import { check } from './commands/check.ts';
import { exportCommand } from './commands/export.ts';
import { redact } from './commands/redact.ts';
import { text } from './commands/text.ts';
import { verify } from './commands/verify.ts';
import { Unusable, type Context, type ExitCode } from './context.ts';
import { createNodeFiles, FilesError } from './node-files.ts';
import { parseOptions, type Options } from './options.ts';
import { findPlaces } from './places.ts';
import { texts } from './texts.ts';

const COMMANDS: Readonly<
  Record<string, (input: string, options: Options, context: Context) => Promise<ExitCode>>
> = { redact, check, export: exportCommand, verify, text };

/** Runs one command line to its exit code. */
async function run(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let language: Language = 'nl';
  try {
    const options = parseOptions(args);
    ({ language } = options);
    const { command, input } = options;
    if (options.help) {
      process.stdout.write(`${texts[language].usage}\n`);
      return 0;
    }
    if (command === undefined) throw new Unusable(texts[language].missingCommand);
    const perform = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (!perform) throw new Unusable(texts[language].unknownCommand(command));
    if (input === undefined) throw new Unusable(texts[language].missingInput);
    return await withPorts(language, signal, (context) => perform(input, options, context));
  } catch (error) {
    const message =
      signal.aborted || error instanceof ExportCancelled
        ? texts[language].cancelled
        : messageOf(error, language);
    process.stderr.write(`${message}\n`);
    return 2;
  }
}

function messageOf(error: unknown, language: Language): string {
  if (error instanceof Unusable) return error.message;
  if (error instanceof FilesError && error.code !== 'failed') {
    return texts[language][error.code](relative(process.cwd(), error.path) || '.');
  }
  const message = error instanceof Error ? error.message : String(error);
  return texts[language].failed(message.split('\n')[0] ?? '');
}

async function withPorts(
  language: Language,
  signal: AbortSignal,
  work: (context: Context) => Promise<ExitCode>,
): Promise<ExitCode> {
  const places = findPlaces();
  const pdf = createPdfPort(places.pdf);
  let render: ReturnType<typeof createRenderPort> | undefined;
  try {
    return await work({
      files: createNodeFiles(),
      pdf,
      render: () => (render ??= createRenderPort(places.render)),
      signal,
      language,
      folder: process.cwd(),
      print: (line) => process.stdout.write(`${line}\n`),
      tell: (line) => process.stderr.write(`${line}\n`),
      progress: (label, done, total) => {
        if (!process.stderr.isTTY) return;
        process.stderr.write(`\r${label} ${done}/${total}\u001B[K${done === total ? '\n' : ''}`);
      },
    });
  } finally {
    await Promise.all([pdf.dispose(), render?.dispose()]);
  }
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());
void finish();

async function finish(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), controller.signal);
}
