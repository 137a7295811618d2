import { basename, dirname } from 'node:path';
import { exportDecision } from '../../core/export/export-decision.ts';
import { readHouseStyle } from '../../core/export/house-style.ts';
import { texts as exportTexts } from '../../core/export/texts.ts';
import { ExportBlocked, ExportTemplateFailed, type ExportSettings } from '../../core/export/types.ts';
import type { HouseStyle } from '../../core/ports/render.ts';
import { Unusable, type Context, type ExitCode } from '../context.ts';
import { sha256 } from '../hash.ts';
import { uriOf } from '../node-files.ts';
import type { Options } from '../options.ts';
import { shown } from '../reading.ts';
import { texts } from '../texts.ts';

/** `lakmoes export`: letter, inventory and redacted documents in a new folder under `--out`. */
export async function exportCommand(input: string, options: Options, context: Context): Promise<ExitCode> {
  const { files, pdf, signal, language } = context;
  const text = texts[language];
  if (options.out === undefined) throw new Unusable(text.missingOut);
  const { box, widthProtection, combined, letterOnly } = options;
  const settings: ExportSettings = {
    box,
    widthProtection,
    combined,
    letterOnly,
    ...(options.template === undefined ? {} : { style: await houseStyle(options.template, context) }),
  };
  try {
    const {
      folder,
      files: written,
      warnings,
      changes,
    } = await exportDecision({
      dossierUri: uriOf(input),
      targetFolderUri: uriOf(options.out),
      files,
      pdf,
      render: context.render(),
      hash: sha256,
      settings,
      language,
      signal,
      onProgress: (step, done, total) => context.progress(text[step], done, total),
    });
    if (options.json) {
      context.print(
        JSON.stringify({ ok: true, folder: shown(folder, context), files: written, warnings, changes }),
      );
    } else {
      for (const warning of warnings) context.tell(`${text.warning}: ${warning}`);
      context.print(text.written(shown(folder, context)));
      if (changes !== undefined) {
        const { since, added, removed, changed } = changes;
        context.print(
          text.compared(since, String(added.length), String(removed.length), String(changed.length)),
        );
      }
    }
    return 0;
  } catch (error) {
    if (error instanceof ExportTemplateFailed) throw new Unusable(error.message);
    if (!(error instanceof ExportBlocked)) throw error;
    if (error.unusable) throw new Unusable(error.problems[0]?.message ?? '');
    if (options.json) {
      const problems = error.problems.map(({ finding, ...problem }) => ({
        ...problem,
        ...(finding === undefined ? {} : { code: finding.code }),
      }));
      context.print(JSON.stringify({ ok: false, problems }));
    } else {
      const lines = error.problems.map(({ file, message }) => `- ${file}: ${message}`);
      context.tell([text.blocked, ...lines].join('\n'));
    }
    return 1;
  }
}

/** A template with the pictures and fonts that lie in its folder. */
async function houseStyle(path: string, { files, language }: Context): Promise<HouseStyle> {
  const style = await readHouseStyle(files, uriOf(dirname(path)), basename(path));
  if (style === undefined) throw new Unusable(exportTexts[language].fileNotFound(path));
  return style;
}
