import * as vscode from 'vscode';

/** Replaces only what differs, so that undo steps are small and a JSON tab beside it keeps its cursor. */
export function minimalEdit(document: vscode.TextDocument, text: string): vscode.WorkspaceEdit {
  const old = document.getText();
  const longest = Math.min(old.length, text.length);
  let start = 0;
  while (start < longest && old[start] === text[start]) start++;
  let end = 0;
  while (end < longest - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(old.length - end)),
    text.slice(start, text.length - end),
  );
  return edit;
}
