import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '..');
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
const examples = globSync('examples/*.ts', { cwd: folder }).sort();

describe('the README', () => {
  it.each(examples)('shows %s and what it prints', (file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const output = execFileSync('node', [file], { cwd: folder, encoding: 'utf8' });
    expect(readme).toContain(`\`\`\`ts\n${source}\`\`\`\n\nprints\n\n\`\`\`text\n${output}\`\`\`\n`);
  });

  it('shows no example that is not run', () => {
    expect(readme.match(/^```ts$/gm)).toHaveLength(examples.length);
  });
});
