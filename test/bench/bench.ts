import { argv, exit } from 'node:process';

/*
 * npm run bench [-- redaction|memory|letter|editor|xray|detection|width]: figures as ratios against a peer or a baseline in the same
 * run, with memory.
 */

/** Each is loaded when it is run: what others work with is no part of the memory of a figure. */
const SUITES: Readonly<Record<string, () => Promise<(rest: readonly string[]) => Promise<void>>>> = {
  redaction: async () => (await import('./redaction.ts')).benchRedaction,
  memory: async () => (await import('./redaction.ts')).benchMemory,
  letter: async () => (await import('./letter.ts')).benchLetter,
  editor: async () => (await import('./editor.ts')).benchEditor,
  xray: async () => (await import('./xray.ts')).benchXray,
  detection: async () => (await import('./detection.ts')).benchDetection,
  width: async () => (await import('./width.ts')).benchWidth,
};

const [first, ...rest] = argv.slice(2);
const [method, input] = rest;
if (first === '--measure') {
  const { measure } = await import('./redaction.ts');
  console.log(JSON.stringify(await measure(method!, input!)));
} else
  for (const [name, load] of Object.entries(SUITES))
    if (first === undefined || first === name) await (await load())(rest);
// The server and the browser of the editor's figures end with the process.
exit();
