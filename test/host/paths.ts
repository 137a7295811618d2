import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** Everything that a run leaves behind for a person to look at. */
export const out = join(root, 'out');

/** XDG's variable; empty or relative it counts for nothing, as its specification has it. */
const wanted = process.env['XDG_CACHE_HOME'] ?? '';

/** What outlives a run and may be thrown away: the VS Code server, the copy of the sample. */
export const cache = join(isAbsolute(wanted) ? wanted : join(homedir(), '.cache'), 'lakmoes');
