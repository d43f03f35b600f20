import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

/** Every lesson has the same sections in the same order. */
const sections = [
  'What you will learn',
  'Run it',
  'Try it',
  'Change it',
  'How it works',
  'Observe',
  'Deploy to AWS and clean up',
  'Limits, and what to read next',
];

export function checkReadmes(root: string, files: readonly string[]): Finding[] {
  return samplesIn(files).flatMap((sample) => {
    const file = `apps/${sample}/README.md`;
    if (!existsSync(path.join(root, file))) return [{ file, problem: 'a sample has a README that teaches' }];
    const text = readFileSync(path.join(root, file), 'utf8');
    const found = [...text.matchAll(/^## (.+)$/gm)]
      .map(([, title]) => title)
      .filter((title) => title !== 'Debug it');
    const problems = [
      found.join('|') !== sections.join('|') &&
        `expected the sections ${sections.join(', ')}; found ${found.join(', ')}`,
      !text.includes('```mermaid') && 'expected a Mermaid diagram',
      !/^# .+\n\n\S/.test(text) && 'expected a title and one sentence under it',
    ];
    return problems.filter((problem) => typeof problem === 'string').map((problem) => ({ file, problem }));
  });
}

export function samplesIn(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => /^apps\/([^/]+)\//.exec(file)?.[1] ?? []))];
}
