/**
 * A path that stays inside the folder of the dossier: relative, forward slashes, no `.` or `..` segment, no drive,
 * no URL, no control character. Undefined for anything else; the result equals the input without a leading `./`.
 */
export function safeRelativePath(path: string): string | undefined {
  const trimmed = path.startsWith('./') ? path.slice(2) : path;
  if (trimmed === '' || trimmed.length > 1024) return undefined;
  // Backslashes are separators on Windows, a colon starts a drive, a URL scheme or an alternate data stream.
  if (/[\\:\p{Cc}]/u.test(trimmed)) return undefined;
  // Percent-encoded dots and slashes would come to life where the path becomes a URI.
  if (/%(?:2e|2f|5c|00)/iu.test(trimmed)) return undefined;
  const segments = trimmed.split('/');
  if (segments.some((segment) => segment === '' || /^[. ]*$/u.test(segment) || /[. ]$/u.test(segment)))
    return undefined;
  return trimmed;
}
