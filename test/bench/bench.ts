import { benchRedaction, measure } from './redaction.ts';

/*
 * npm run bench [-- redaction]: figures as ratios against a peer or a baseline in the same run, with memory.
 */

const SUITES: Readonly<Record<string, () => Promise<void>>> = { redaction: benchRedaction };

const [first, method, input] = process.argv.slice(2);
if (first === '--measure') console.log(JSON.stringify(await measure(method!, input!)));
else for (const [name, run] of Object.entries(SUITES)) if (first === undefined || first === name) await run();
