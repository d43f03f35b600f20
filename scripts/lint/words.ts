import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

/** The list in CONTRIBUTING.md, as far as a script can know the odd sense from the right one. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\btells?\b|\btold\b/i, 'say, report or return'],
  [/\btexts\b/i, 'strings or messages'],
  [/\banew\b/i, 'again'],
  [/\b(in|a) circles?\b/i, 'cycle'],
  [/\bnone of\b|\bnot one\b/i, 'no, nobody or nothing'],
  [/\bspared\b/i, 'skipped or exempt'],
  [/\bwhoever\b/i, 'anyone who'],
  [/\bwhat comes\b(?! (after|before|next|back))/i, 'the input, the value'],
  [/\bis had\b/i, 'is there'],
  [/\bpresigned address(es)?\b/i, 'presigned URL'],
];

const comment = /(?:^|\s)\/\/(.*)$|^\s*(?:\/\*\*?|\*)(.*)$/;
const testName = /\b(?:it|test|describe)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])(.*?)\1/;

/** Comments and names of tests in plain words. */
export function checkWords(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => file.endsWith('.ts') && existsSync(path.join(root, file)))
    .filter((file) => !file.startsWith('scripts/lint/'))
    .flatMap((file) => {
      const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
      return lines.flatMap((line, index) => {
        const words = proseOf(line);
        return replacements.flatMap(([odd, plain]) => {
          const found = odd.exec(words)?.[0];
          return found ? [{ file: `${file}:${index + 1}`, problem: `write ${plain}, not "${found}"` }] : [];
        });
      });
    });
}

function proseOf(line: string): string {
  const [, trailing = '', block = ''] = comment.exec(line) ?? [];
  return `${trailing} ${block} ${testName.exec(line)?.[2] ?? ''}`;
}
