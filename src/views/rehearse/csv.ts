// A table as a file for a spreadsheet: UTF-8 with the mark that Excel wants, and nothing in it that could be a formula.

/** What a spreadsheet would take for a formula gets an apostrophe before it. */
const inert = (cell: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${inert(cell).replaceAll('"', '""')}"`;

/** @param rows the headings first */
export const csv = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(`\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`);
