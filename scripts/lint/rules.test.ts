import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDependencies } from './dependency-direction.ts';
import { checkFiles } from './file-shape.ts';
import { checkLayers } from './layers.ts';
import { checkNamedRules } from './named-rules.ts';
import { checkReadmes } from './readme-sections.ts';
import { checkRepeatedFunctions } from './repeated-functions.ts';
import { checkSamples } from './sample-shape.ts';
import { checkServices } from './service-shape.ts';
import { checkTestLimits } from './test-limits.ts';
import { checkWords } from './words.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lint-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function problemsOf(check: typeof checkFiles, contents: Record<string, string>): string[] {
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return check(root, Object.keys(contents)).map(({ file, problem }) => `${file}: ${problem}`);
}

describe('the lint of our own', () => {
  it('finds long files, deep folders and names that say nothing', () => {
    const lines = (count: number) => 'x\n'.repeat(count);
    expect(problemsOf(checkFiles, { 'a/src/b/c/d/fine.ts': lines(400), 'a/data.json': lines(999) })).toEqual(
      [],
    );
    expect(problemsOf(checkFiles, { 'a/src/long.ts': lines(401) })).toEqual([
      'a/src/long.ts: expected at most 400 lines, found 401: split it',
    ]);
    expect(problemsOf(checkFiles, { 'a/src/b/c/d/e/deep.ts': '' })).toHaveLength(1);
    expect(problemsOf(checkFiles, { 'a/src/utils/x.ts': '', 'a/src/helper.test.ts': '' })).toHaveLength(2);
  });

  it.each([
    ['packages/http/src/a.ts', '../../../apps/crud-service/src/x.ts'],
    ['apps/one/src/a.ts', '../../two/src/x.ts'],
    ['apps/one/test/a.ts', '@samples/local-cloud'],
    ['scripts/deploy.ts', '../packages/local-cloud/src/index.ts'],
    ['packages/coxph/src/a.ts', '@samples/http'],
    ['packages/http/src/a.ts', '../../../scripts/deploy.ts'],
    ['packages/mapping-templates/src/a.ts', '@samples/http'],
    ['packages/mapping-templates/src/a.ts', 'node:vm'],
    ['packages/sam-transform/src/function/a.ts', 'node:crypto'],
  ])('refuses that %s imports %s', (file, target) => {
    expect(problemsOf(checkDependencies, { [file]: `import { x } from '${target}';\n` })).toHaveLength(1);
  });

  it.each([
    ['apps/one/src/a.ts', '@samples/http'],
    ['apps/one/test/a.ts', '../../../scripts/testing/readme-commands.ts'],
    ['packages/local-cloud/src/a.ts', './edge/edge.ts'],
    ['packages/mapping-templates/src/run-bounded-in-node.ts', 'node:vm'],
    ['packages/mapping-templates/src/a.test.ts', 'node:fs'],
  ])('lets %s import %s', (file, target) => {
    expect(problemsOf(checkDependencies, { [file]: `import { x } from '${target}';\n` })).toEqual([]);
  });

  it.each([
    ['aws/a.ts', '../s3/s3.ts', 'aws/ imports no service: s3/s3.ts'],
    ['s3/a.ts', '../edge/edge.ts', 'no service imports the edge: edge/edge.ts'],
    ['s3/a.ts', '../local-cloud.ts', 'only the tests import the composition root: local-cloud.ts'],
  ])('refuses that %s of the embedded cloud imports %s', (file, target, problem) => {
    const source = `packages/local-cloud/src/${file}`;
    expect(problemsOf(checkLayers, { [source]: `import type { x } from '${target}';\n` })).toEqual([
      `${source}: ${problem}`,
    ]);
  });

  it('refuses services and files that import each other through a third', () => {
    const cycle = {
      'packages/local-cloud/src/s3/a.ts': "import { b } from '../lambda/b.ts';\n",
      'packages/local-cloud/src/lambda/b.ts': "import { c } from '../logs/c.ts';\n",
      'packages/local-cloud/src/logs/c.ts': "import type { a } from '../s3/a.ts';\n",
      'packages/local-cloud/src/edge/d.ts': "import { a } from '../s3/a.ts';\n",
    };
    expect(problemsOf(checkLayers, cycle)).toEqual([
      ...['s3', 'lambda', 'logs'].map(
        (name) => `packages/local-cloud/src/${name}: imports a service that imports it`,
      ),
      ...['s3/a.ts', 'lambda/b.ts', 'logs/c.ts'].map(
        (name) => `packages/local-cloud/src/${name}: imports a file that imports it`,
      ),
    ]);
  });

  it('refuses a function that stands twice in a package, and a second guard of one name', () => {
    const twice = (name: string) => `export function ${name}(a: string): string {\n  return a.trim();\n}\n`;
    const guardOf = (test: string) =>
      `function isRecord(v: unknown): v is Record<string, unknown> {\n  return ${test};\n}\n`;
    const files = {
      'packages/one/src/a.ts': twice('trimmed') + guardOf("typeof v === 'object' && v !== null"),
      'packages/one/src/b.ts': twice('withoutSpaces'),
      'packages/one/src/c.ts': guardOf('v instanceof Object'),
      'packages/one/src/errors.ts': twice('trimmed'),
      'packages/two/src/a.ts': twice('trimmed'),
    };
    expect(problemsOf(checkRepeatedFunctions, files)).toEqual([
      'packages/one/src/b.ts: withoutSpaces repeats trimmed of packages/one/src/a.ts: import it',
      'packages/one/src/c.ts: isRecord repeats isRecord of packages/one/src/a.ts: import it',
    ]);
  });

  it('wants the same files of every service of the embedded cloud', () => {
    const shape = ['api-gateway.ts', 'errors.ts', 'operations.ts', 'operations/a.ts', 'state.ts'];
    const files = (names: string[]) =>
      Object.fromEntries(names.map((name) => [`packages/local-cloud/src/apigateway/${name}`, '']));
    const tools = { 'packages/local-cloud/src/aws/xml.ts': '', 'packages/local-cloud/src/region.ts': '' };
    expect(problemsOf(checkServices, { ...files(shape), ...tools })).toEqual([]);
    expect(problemsOf(checkServices, files(['operations/a.ts', 'operations.ts', 'state.ts']))).toEqual([
      'packages/local-cloud/src/apigateway: expected apigateway.ts, as every service has',
      'packages/local-cloud/src/apigateway: expected errors.ts, as every service has',
    ]);
  });

  it('wants every rule that is named to be defined, and every rule defined to be tested', () => {
    const docs = 'packages/one/docs/rules.md';
    const files = {
      [docs]: '- **VT-1** does this\n- **VT-2** does that\n',
      'packages/one/src/a.ts': '// VT-1, VT-2 and VT-3\n',
      'packages/one/src/a.test.ts': "it('VT-1: does this', () => {});\n",
    };
    expect(problemsOf(checkNamedRules, files)).toEqual([
      'packages/one/src/a.ts: no packages/*/docs/**/*.md defines VT-3',
      `${docs}: expected a test that names VT-2`,
    ]);
  });

  it('wants plain words in comments and names of tests, and looks at nothing else', () => {
    const file = 'packages/http/src/a.test.ts';
    const source = ["it('tells a status', () => {", "  say('tell'); // begins anew", '});'].join('\n');
    expect(problemsOf(checkWords, { [file]: source })).toEqual([
      `${file}:1: write say, report or return, not "tells"`,
      `${file}:2: write again, not "anew"`,
    ]);
  });

  it.each([
    ["it.each(['a', 'b'])('tells %s', () => {", 1],
    ["  it.each([\n    ['a', 'b'],\n  ])('tells %s', () => {", 3],
    ["it.each(cases)(\n  'tells %s',\n  () => {", 2],
  ])('finds the name of a test after its cases: %j', (source, line) => {
    expect(problemsOf(checkWords, { 'packages/http/src/a.test.ts': source })).toEqual([
      `packages/http/src/a.test.ts:${line}: write say, report or return, not "tells"`,
    ]);
  });

  it.each([
    ['refuses what is no string', 'write is not a, not "what is no "'],
    ['holds something else than text', 'write anything but, not "something else than"'],
    ['has a slash at the end', 'write leading or trailing slash, not "slash at the end"'],
    ['counts, since it is no longer new', undefined],
  ])('reads "%s"', (words, problem) => {
    const found = problemsOf(checkWords, { 'packages/http/src/a.ts': `// ${words}\n` });
    expect(found).toEqual(problem ? [`packages/http/src/a.ts:1: ${problem}`] : []);
  });

  it('reads Markdown, but not the code in it', () => {
    const page = 'It tells why.\n```sh\necho anew\n```\nThen anew.\n';
    expect(problemsOf(checkWords, { 'README.md': page, 'CONTRIBUTING.md': page })).toEqual([
      'README.md:1: write say, report or return, not "tells"',
      'README.md:5: write again, not "anew"',
    ]);
  });

  it('wants the same sections in the same order in every lesson', () => {
    const titles = ['What you will learn', 'Run it', 'Try it', 'Change it', 'How it works', 'Observe'];
    const sections = [...titles, 'Deploy to AWS and clean up', 'Limits, and what to read next'];
    const lesson = (names: string[]) =>
      `# one\n\nDoes a thing.\n\n\`\`\`mermaid\n\`\`\`\n${names.map((name) => `\n## ${name}\n`).join('')}`;
    expect(problemsOf(checkReadmes, { 'apps/one/README.md': lesson(sections) })).toEqual([]);
    expect(problemsOf(checkReadmes, { 'apps/one/README.md': lesson(sections.toReversed()) })).toHaveLength(1);
    expect(problemsOf(checkReadmes, { 'apps/one/README.md': '# one\n' })).toHaveLength(3);
  });

  it('wants the same verbs, a template and a whole-sample test of every sample', () => {
    const scripts = { dev: '', test: '', typecheck: '', lint: '', deploy: '' };
    const files = {
      'apps/one/package.json': JSON.stringify({ scripts }),
      'apps/one/test/one.test.ts': '',
      'infra/one/template.yaml': '',
    };
    expect(problemsOf(checkSamples, files)).toEqual([
      'apps/one/package.json: expected the script "delete-stack"',
    ]);
    expect(problemsOf(checkSamples, { 'apps/two/package.json': '{}' })).toHaveLength(2);
  });

  it.each([
    "it('works', () => {\n}, LIMIT);\n",
    "it('works', { timeout: LIMIT }, async () => {});\n",
    "it(\n  'works',\n  { timeout: LIMIT },\n  async () => {},\n);\n",
    'beforeAll(() => start(), LIMIT);\n',
  ])('refuses a test with less time than all others have: %j', (text) => {
    const problems = (file: string, limit: string) =>
      problemsOf(checkTestLimits, { [file]: text.replace('LIMIT', limit) });
    expect(problems('a/src/a.test.ts', '60_000')).toHaveLength(1);
    expect(problems('a/src/a.test.ts', '600_000')).toEqual([]);
    expect(problems('a/src/a.ts', '60_000')).toEqual([]);
  });

  it.each([
    ['await waitUntilTableExists({ client, maxWaitTime: LIMIT }, { TableName });', '60', '300'],
    ['const signal = AbortSignal.timeout(LIMIT);', '60_000', '300_000'],
  ])('refuses a wait with less time than all tests have: %s', (text, short, long) => {
    const problems = (file: string, limit: string) =>
      problemsOf(checkTestLimits, { [file]: text.replace('LIMIT', limit) });
    for (const file of ['a/src/a.test.ts', 'a/test/wait.ts', 'a/src/testing/wait.ts']) {
      expect(problems(file, short)).toEqual([
        `${file}: a limit of 60000 ms: tests have the 300000 of vitest.shared.ts`,
      ]);
      expect(problems(file, long)).toEqual([]);
    }
    expect(problems('a/src/a.ts', short)).toEqual([]);
  });
});
