import type { ResultRow } from './results-file.ts';

/** The genes of the smallest p, as lines of text. */
export function topTable(rows: readonly ResultRow[], count = 10): string {
  const top = rows
    .filter(({ pval }) => pval !== null)
    .sort((a, b) => (a.pval ?? 1) - (b.pval ?? 1))
    .slice(0, count)
    .map(({ gene, hazard, pval, qval }) => [
      printable(gene),
      ...[hazard, pval, qval].map((value) => value?.toPrecision(4) ?? ''),
    ]);
  const lines = [['gene', 'hazard', 'p', 'q'], ...top];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Gene names are someone's text, and terminals obey control characters. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?').slice(0, 40);
}
