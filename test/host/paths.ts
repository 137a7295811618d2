import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** Everything that a run leaves behind for a person to look at. */
export const out = join(root, 'out');

/** What outlives a run and may be thrown away: the VS Code server, the copy of the sample. */
export const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lakmoes');
