import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scanSources } from '../src/testing/scan-source.ts';

const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');

/** The code beneath a comment with the name of a file, as it is for a package that imports this one by another name. */
function codeOf(name: string): string {
  const [, code = ''] = new RegExp(`<!-- ${name} -->\n\`\`\`ts\n(.*?)\n\`\`\``, 's').exec(readme) ?? [];
  return code.replaceAll('@samples/lambada', 'lambada');
}

test('the example in the README has no mistakes', () => {
  const { classes, problems, typeErrors } = scanSources({ 'notes.ts': codeOf('notes.ts') });
  expect(problems).toEqual([]);
  expect(typeErrors()).toEqual([]);
  expect(classes.map(({ name, operations }) => [name, operations.length])).toEqual([
    ['Notes', 6],
    ['Files', 1],
  ]);
});

test('the mistakes in the README are reported as it says', () => {
  const { problems } = scanSources({ 'mistakes.ts': codeOf('mistakes.ts') });
  const [, printed] = /```text\n(mistakes\.ts:.*?)\n```/s.exec(readme) ?? [];
  expect(problems.join('\n')).toBe(printed);
});
