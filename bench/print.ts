const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints a heading and a table whose first column is text and whose others are numbers. */
export function printTable(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  print(`\n${title}`);
  [header, ...rows].forEach((cells) => print(`  ${line(cells).trimEnd()}`));
}

export const printNote = print;

/** `1.18 | <= 1.25 | ok`: what was found, what is wanted, whether it holds. */
export function verdict(found: number, wanted: number, format: (value: number) => string): string[] {
  return [format(found), `<= ${format(wanted)}`, found <= wanted ? 'ok' : 'OVER'];
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
export const mebibytes = (value: number): string => `${value.toFixed(1)} MiB`;
export const times = (value: number): string => value.toFixed(2);
