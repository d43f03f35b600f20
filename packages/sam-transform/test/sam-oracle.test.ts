import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type JsonValue, type Template, transformSam } from '../src/index.ts';
import { isObject } from '../src/template.ts';

interface Result {
  readonly expansion?: Template;
  readonly findings?: readonly string[];
}

const folder = join(import.meta.dirname, 'sam-oracle');
const infra = join(import.meta.dirname, '../../../infra');
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => join(folder, name));
const templates = readdirSync(infra)
  .map((name) => join(infra, name, 'template.yaml'))
  .filter((path) => existsSync(path));

describe('transformSam equals the expansion that AWS’s translator once made', () => {
  it.each(fixtures.map((path) => [basename(path, '.yaml'), path]))('of %s', (_, path) => {
    const template: Template = parse(readFileSync(path, 'utf8'), { merge: true });
    const expected: Result = JSON.parse(readFileSync(path.replace('.yaml', '.expected.json'), 'utf8'));
    expect(normalised(transform(template))).toEqual(normalised(expected));
  });
});

const python = process.env.PYTHON ?? 'python3';
const hasTranslator =
  process.env.REQUIRE_PYTHON_TOOLS === '1' ||
  spawnSync(python, ['-c', 'import samtranslator, yaml']).status === 0;

describe('transformSam equals AWS’s translator', () => {
  const official = hasTranslator ? expandOfficially([...fixtures, ...templates]) : {};

  it.skipIf(!hasTranslator).each([...fixtures, ...templates])(
    'on %s (needs python3 with aws-sam-translator)',
    (path) => {
      const { template, ...expected } = official[path] ?? {};
      expect(template).toBeDefined();
      const results = [transform(template as Template), expected].map(normalised);
      const [ours, theirs] = deploysAlways(template) ? results.map(withoutDeploymentIds) : results;
      expect(ours).toEqual(theirs);
    },
  );
});

/** Its deployments are named for the time. */
function deploysAlways(template: Template | undefined): boolean {
  return /"AlwaysDeploy":true/.test(JSON.stringify(template));
}

function withoutDeploymentIds(result: unknown): unknown {
  const text = JSON.stringify(result).replace(/(Deployment|deployment id: )[\da-f]{10,40}\b/g, '$1now');
  return JSON.parse(text);
}

function transform(template: Template): Result {
  const result = transformSam(template, { region: 'us-east-1' });
  if (result.template) return { expansion: result.template };
  return { findings: result.errors.map(({ message }) => message) };
}

function expandOfficially(paths: readonly string[]): Record<string, Result & { template?: Template }> {
  const run = spawnSync(python, [join(folder, 'expand.py'), ...paths], {
    encoding: 'utf8',
    env: { ...process.env, AWS_DEFAULT_REGION: 'us-east-1' },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
  });
  if (run.status !== 0) throw new Error(`${python} expand.py failed: ${run.error?.message ?? run.stderr}`);
  return JSON.parse(run.stdout);
}

// The translator leaves the order of these lists to chance.
const unordered = ['DependsOn', 'Resource', 'Statement'];

function normalised(result: Result): JsonValue {
  return normalise(result as unknown as JsonValue);
}

function normalise(value: JsonValue, key = ''): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item) => normalise(item));
    return unordered.includes(key) ? items.sort(byText) : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, normalise(item, name)]));
}

function byText(a: JsonValue, b: JsonValue): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
