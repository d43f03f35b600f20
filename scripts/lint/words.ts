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
  [/\b(what|that|which|it) is no (?!longer\b|more\b)/i, 'is not a'],
  [/\b(some|any)thing else than\b/i, 'anything but'],
  [/\bslash(es)? at (the|its) (front|end)\b/i, 'leading or trailing slash'],
  [/\bas good as\b/i, 'counts as'],
  [/\bpresigned address(es)?\b/i, 'presigned URL'],
];

const comment = /(?:^|\s)\/\/(.*)$|^\s*(?:\/\*\*?|\*)(.*)$/;
/** The name of a test: after `it(`, after the cases of `it.each`, or on a line of its own. */
const testName = /(?:\b(?:it|test|describe)(?:\.\w+)*(?:\(.*\))?\(|^\s*\]?\)\(|^)\s*(['"`])(.*?)\1(?:,|$)/;

/** The words of comments, of names of tests, and of Markdown outside of code. */
export function checkWords(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => /\.(ts|md)$/.test(file) && existsSync(path.join(root, file)))
    .filter((file) => !file.startsWith('scripts/lint/') && file !== 'CONTRIBUTING.md')
    .flatMap((file) => {
      const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
      const prose = file.endsWith('.md') ? proseOfMarkdown(lines) : lines.map(proseOfCode);
      return prose.flatMap((words, index) =>
        wordProblems(words).map((problem) => ({ file: `${file}:${index + 1}`, problem })),
      );
    });
}

/** What to write in place of words on the list. */
export function wordProblems(prose: string): string[] {
  return replacements.flatMap(([odd, plain]) => {
    const found = odd.exec(prose)?.[0];
    return found ? [`write ${plain}, not "${found}"`] : [];
  });
}

function proseOfMarkdown(lines: readonly string[]): string[] {
  let isCode = false;
  return lines.map((line) => {
    if (!line.trimStart().startsWith('```')) return isCode ? '' : line;
    isCode = !isCode;
    return '';
  });
}

function proseOfCode(line: string): string {
  const [, trailing = '', block = ''] = comment.exec(line) ?? [];
  return `${trailing} ${block} ${testName.exec(line)?.[2] ?? ''}`;
}
