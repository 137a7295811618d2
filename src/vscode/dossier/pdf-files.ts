import * as vscode from 'vscode';

/** Deeper folders are not a case folder any more; symbolic links are not followed. */
const MAX_DEPTH = 12;

/** Paths of all PDFs below a folder, relative to it with forward slashes. Hidden folders and exports are passed over. */
export async function pdfsBelow(folder: vscode.Uri, prefix = '', depth = 0): Promise<readonly string[]> {
  if (depth > MAX_DEPTH) return [];
  const entries = await vscode.workspace.fs.readDirectory(folder);
  // An export has a manifest; what is in it is a result, not a document of the case.
  if (entries.some(([name]) => name === 'manifest.json')) return [];
  const found = await Promise.all(
    entries.map(async ([name, type]) => {
      const path = `${prefix}${name}`;
      if (type === vscode.FileType.File && /\.pdf$/i.test(name)) return [path];
      if (type !== vscode.FileType.Directory || name.startsWith('.') || name === 'node_modules') return [];
      return pdfsBelow(vscode.Uri.joinPath(folder, name), `${path}/`, depth + 1);
    }),
  );
  return found.flat();
}
