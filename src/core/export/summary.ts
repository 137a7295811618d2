import type { DecisionModel } from '../decision/types.ts';
import type { DocumentReport } from './report.ts';

const OUTCOMES = {
  granted: 'toegewezen',
  'partly-granted': 'gedeeltelijk toegewezen',
  refused: 'afgewezen',
} as const;

/** `Samenvatting.txt`: what was decided, in figures, and what is in the folder. Holds nothing that was marked. */
export function summaryText(
  model: DecisionModel,
  reports: readonly DocumentReport[],
  files: readonly string[],
): string {
  const { counts } = model;
  const marks = reports.reduce((sum, each) => sum + each.marks.length, 0);
  const figures: readonly (readonly [string, number])[] = [
    ['Documenten aangetroffen', counts.total],
    ['Openbaar', counts.public],
    ['Deels openbaar', counts.partlyPublic],
    ['Niet openbaar', counts.notPublic],
    ['Reeds openbaar', counts.alreadyPublic],
    ['Niet meer geldig, niet beoordeeld', counts.noLongerValid],
    ['Dubbel', counts.duplicate],
    ['Buiten reikwijdte', counts.outOfScope],
    ['Weggelakte passages', marks],
  ];
  const codes = new Map<string, number>();
  for (const { marks: each } of reports) {
    for (const { grounds } of each) for (const code of grounds) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const annexes = files.filter((file) => !file.includes('/'));
  return [
    'SAMENVATTING',
    '',
    `${model.title}, ${model.letterhead.date}`,
    `Verzoek: ${OUTCOMES[model.outcome]}`,
    '',
    ...figures.map(([label, count]) => `${`${label}:`.padEnd(36)}${String(count).padStart(6)}`),
    '',
    ...(codes.size === 0 ? [] : ['Weggelakt per grond']),
    ...[...codes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, count]) => `${`${code}:`.padEnd(36)}${String(count).padStart(6)}`),
    ...(codes.size === 0 ? [] : ['']),
    'In deze map',
    ...annexes.map((file) => `- ${file}`),
    ...(reports.length === 0
      ? []
      : [
          `- ${model.annexes.disclosed?.label ?? 'Documenten'} (${reports.length} ${reports.length === 1 ? 'document' : 'documenten'})`,
        ]),
    '',
    'Elk bestand staat met zijn SHA-256 in manifest.json.',
    '',
  ].join('\n');
}
