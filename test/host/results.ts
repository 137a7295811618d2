import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { out } from './paths.ts';

/** What a suite says of itself at its end. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

const pathOf = (suite: string) => join(out, 'results', `${suite.replaceAll(/\W+/g, '-')}.json`);

/** Where a suite writes its result. */
export function prepareResult(suite: string): string {
  const path = pathOf(suite);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

export function writeResult(suite: string, result: SuiteResult): void {
  writeFileSync(prepareResult(suite), JSON.stringify(result));
}

/** Result of the last run of a suite, or undefined when it did not come to an end. */
export function readResult(suite: string): SuiteResult | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(suite), 'utf8')) as SuiteResult;
  } catch {
    return undefined;
  }
}
