import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const docs = join(import.meta.dirname, '../../docs/api-gateway');
const sources = join(import.meta.dirname, '..');

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
const textOf = (folder: string, ending: string) =>
  filesIn(folder, ending)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

const defined = [...textOf(docs, '.md').matchAll(/^- \*\*([A-Z]{2}-\d+)\*\*/gm)].map(([, rule = '']) => rule);
const namedIn = (text: string) => new Set(text.match(/\b[A-Z]{2}-\d+\b/g));

describe('the rules of docs/api-gateway', () => {
  it('have one definition each', () => {
    expect(defined.length).toBeGreaterThan(100);
    expect(defined.filter((rule, index) => defined.indexOf(rule) < index)).toEqual([]);
  });

  it('are each named by a test', () => {
    const tested = namedIn(textOf(sources, '.test.ts'));
    expect(defined.filter((rule) => !tested.has(rule))).toEqual([]);
  });

  it('define every rule that code names, but for those of other packages', () => {
    const prefixes = new Set(defined.map((rule) => rule.slice(0, 2)));
    const ours = [...namedIn(textOf(sources, '.ts'))].filter((rule) => prefixes.has(rule.slice(0, 2)));
    expect(ours.filter((rule) => !defined.includes(rule))).toEqual([]);
  });

  it('say how they are known', () => {
    const rules = textOf(docs, '.md').split(/^(?=- \*\*[A-Z]{2}-\d+\*\*)/m);
    const silent = rules.filter(
      (rule) => /^- \*\*[A-Z]{2}/.test(rule) && !/recorded|documented|believed|practice/i.test(rule),
    );
    expect(silent).toEqual([]);
  });
});
