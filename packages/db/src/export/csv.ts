/**
 * One line of CSV (RFC 4180, CRLF). Cells that a spreadsheet would take for a formula get a leading apostrophe
 * (OWASP, CSV injection), full-width forms included.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(cell === null ? "" : String(cell))).join(",")}\r\n`;
}

function csvCell(text: string): string {
  // A line feed too: some programs skip white space before they look for the sign.
  const safe = /^[=+\-@\t\r\n|＝＋－＠｜]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** So that Excel reads the file as UTF-8. */
export const byteOrderMark = "\ufeff";
