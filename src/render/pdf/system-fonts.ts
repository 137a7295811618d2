import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { coverageOf, embeddable } from './glyphs.ts';

/** Larger fonts are left alone: they would have to fit in the memory of the typesetter. */
const LARGEST = 64 << 20;

/** Folders where the systems keep their fonts. */
export function systemFontFolders(): readonly string[] {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return [
        join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
        join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData/Local'), 'Microsoft/Windows/Fonts'),
      ];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library/Fonts')];
    default:
      return [
        '/usr/share/fonts',
        '/usr/local/share/fonts',
        join(home, '.local/share/fonts'),
        join(home, '.fonts'),
      ];
  }
}

interface Candidate {
  readonly path: string;
  readonly size: number;
}

/**
 * Fonts from `folders` that draw these code points, as few and as small as can be had; those whose maker forbids
 * embedding are passed over. Empty where none helps.
 */
export async function fontsFor(
  wanted: ReadonlySet<number>,
  folders: readonly string[],
): Promise<readonly Uint8Array[]> {
  const candidates = (await Promise.all(folders.map(fontsIn))).flat();
  // By size and path, so that the same machine gives the same letter.
  candidates.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
  const helpful: { readonly bytes: Uint8Array; readonly has: readonly number[] }[] = [];
  for (const { path } of candidates) {
    const bytes = await readFile(path).catch(() => undefined);
    const has = bytes === undefined ? [] : drawnBy(bytes, wanted);
    if (bytes !== undefined && has.length > 0) helpful.push({ bytes, has });
    if (has.length === wanted.size) break;
  }
  const left = new Set(wanted);
  const chosen: Uint8Array[] = [];
  for (const { bytes, has } of [...helpful].sort((a, b) => b.has.length - a.has.length)) {
    if (!has.some((code) => left.has(code))) continue;
    for (const code of has) left.delete(code);
    chosen.push(bytes);
  }
  return chosen;
}

/** A file that is no font, or a damaged one, draws nothing. */
function drawnBy(bytes: Uint8Array, wanted: ReadonlySet<number>): readonly number[] {
  try {
    const covers = coverageOf([bytes]);
    const has = [...wanted].filter(covers);
    return has.length > 0 && embeddable(bytes) ? has : [];
  } catch {
    return [];
  }
}

async function fontsIn(folder: string): Promise<readonly Candidate[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found: Candidate[] = [];
  for (const name of names.filter((each) => /\.(ttf|otf|ttc|otc)$/i.test(each))) {
    const path = join(folder, name);
    const size = await stat(path).then(
      (entry) => entry.size,
      () => Infinity,
    );
    if (size <= LARGEST) found.push({ path, size });
  }
  return found;
}
