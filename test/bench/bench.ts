import { benchDetection } from './detection.ts';
import { benchEditor } from './editor.ts';
import { benchLetter } from './letter.ts';
import { benchMemory, benchRedaction, measure } from './redaction.ts';
import { benchWidth } from './width.ts';
import { benchXray } from './xray.ts';

/*
 * npm run bench [-- redaction|memory|letter|editor|xray|detection|width]: figures as ratios against a peer or a baseline in the same
 * run, with memory.
 */

const SUITES: Readonly<Record<string, (rest: readonly string[]) => Promise<void>>> = {
  redaction: benchRedaction,
  memory: benchMemory,
  letter: benchLetter,
  editor: benchEditor,
  xray: benchXray,
  detection: benchDetection,
  width: benchWidth,
};

const [first, ...rest] = process.argv.slice(2);
const [method, input] = rest;
if (first === '--measure') console.log(JSON.stringify(await measure(method!, input!)));
else
  for (const [name, run] of Object.entries(SUITES))
    if (first === undefined || first === name) await run(rest);
// The server and the browser of the editor's figures end with the process.
process.exit();
