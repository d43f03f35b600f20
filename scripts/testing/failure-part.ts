import { stripVTControlCharacters } from 'node:util';

const maxLines = 200;

/**
 * The part of a suite's log about its failures: vitest's list of them, without the totals at the end;
 * the last lines where the log has no such list.
 */
export function failurePart(log: string): string {
  const lines = log.trimEnd().split('\n');
  const plain = lines.map(stripVTControlCharacters);
  const start = plain.findIndex((line) => /⎯ (Failed (Tests|Suites)|Unhandled Errors) \d* ?⎯/.test(line));
  const rest = start < 0 ? lines.slice(-maxLines) : lines.slice(start);
  const end = start < 0 ? -1 : plain.slice(start).findIndex((line) => /^\s*Test Files\s{2}/.test(line));
  return (end < 0 ? rest : rest.slice(0, end)).slice(0, maxLines).join('\n').trimEnd();
}
