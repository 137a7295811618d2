/**
 * Files by URI string (`file:///…`, `vscode-vfs://…`), so that the same core works on node:fs and on
 * vscode.workspace.fs. Methods reject with an error whose `code` is `not-found` or another string.
 */
export interface FilesPort {
  read(uri: string): Promise<Uint8Array>;
  /** Creates parent folders. */
  write(uri: string, bytes: Uint8Array): Promise<void>;
  exists(uri: string): Promise<boolean>;
  /** Names of entries with their kind; empty when the folder does not exist. */
  list(uri: string): Promise<readonly { readonly name: string; readonly directory: boolean }[]>;
  /** Fails when the target exists. */
  rename(from: string, to: string): Promise<void>;
  /** Recursive; no error when it does not exist. */
  remove(uri: string): Promise<void>;
  /** Joins path segments to a folder URI. */
  join(uri: string, ...segments: readonly string[]): string;
}
