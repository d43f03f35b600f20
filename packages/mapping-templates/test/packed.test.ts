import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'mapping-templates-'));
/** A project outside this repository, with nothing but the tarball installed. */
const project = path.join(folder, 'project');

function run(command: string, args: string[], cwd: string): string {
  const PATH = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    // npm runs no script of a package where it was itself started in this repository.
    env: {
      ...process.env,
      PATH,
      npm_config_ignore_scripts: 'false',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    },
    shell: process.platform === 'win32',
  });
}

/** A copy of the package in a copy of its surroundings: packing changes its manifest for a moment. */
function copyPackage(): string {
  const copy = path.join(folder, 'packages/mapping-templates');
  const names = ['src', 'docs', 'package.json', 'tsconfig.build.json', 'README.md', 'LICENSE'];
  for (const name of names)
    cpSync(path.join(import.meta.dirname, '..', name), path.join(copy, name), { recursive: true });
  for (const name of ['tsconfig.base.json', 'scripts/pack.ts'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return copy;
}

let manifestAfterPacking: string;

beforeAll(() => {
  const copy = copyPackage();
  mkdirSync(project);
  const printed = run('npm', ['pack', '--json', '--pack-destination', project], copy);
  const tarball = /"filename":\s*"([^"]+)"/.exec(printed)?.[1] ?? '';
  manifestAfterPacking = readFileSync(path.join(copy, 'package.json'), 'utf8');
  // Nothing may be found in a folder above.
  rmSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], project);
});
afterAll(() => rmSync(folder, { recursive: true }));

const consumer = `
import { compileTemplate, TemplateContext, TemplateError, type TemplateInput } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';

const context = new TemplateContext({ requestId: 'r1' });
const input: TemplateInput = { body: '{"name":"Jo"}', context };
const template = compileTemplate('#set($context.responseOverride.status = 201)$input.path("$.name") $context.requestId', { runBounded });
const output: string = template.render(input);
const status: number | undefined = context.overrides().response.status;
let place = '';
try {
  compileTemplate('#if(');
} catch (error) {
  if (error instanceof TemplateError) place = \`\${error.place.line}:\${error.place.column}\`;
}
console.log([output, status, place].join('|'));
`;

describe('the packed package, in an empty folder', () => {
  it('leaves the manifest of the workspace as it was', () => {
    const before = readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8');
    expect(manifestAfterPacking).toBe(before);
  });

  it('runs in plain Node', () => {
    const plain = consumer
      .replace(', type TemplateInput', '')
      .replaceAll(/: (TemplateInput|string|number \| undefined) =/g, ' =');
    writeFileSync(path.join(project, 'consumer.mjs'), plain);
    expect(run('node', ['consumer.mjs'], project)).toBe('Jo r1|201|1:5\n');
  });

  it('has types that a strict project can use, with no types of Node', () => {
    const pure = consumer
      .replace(/import \{ runBounded.*/, 'declare const console: { log(line: string): void };')
      .replace('{ runBounded }', '{ limits: { steps: 1000 }, runBounded: (run) => { run(); return true; } }');
    writeFileSync(path.join(project, 'consumer.ts'), pure);
    writeFileSync(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { strict: true, noEmit: true, module: 'NodeNext', target: 'ES2024', types: [] },
        files: ['consumer.ts'],
      }),
    );
    expect(run('tsc', ['-p', '.'], project)).toBe('');
  });

  it('refuses a wrong option in a typed project', () => {
    writeFileSync(
      path.join(project, 'wrong.ts'),
      `import { compileTemplate } from '@samples/mapping-templates';\ncompileTemplate('', { limits: { stpes: 1 } });\n`,
    );
    expect(() =>
      run(
        'tsc',
        ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2024', 'wrong.ts', '--ignoreConfig'],
        project,
      ),
    ).toThrow(expect.objectContaining({ stdout: expect.stringContaining("'stpes' does not exist in type") }));
  });
});

describe('bundled for a browser', () => {
  // What browsers and workers have beside the language itself. No process, no Buffer, no require.
  const browser = { performance, TextEncoder, TextDecoder, btoa, atob };

  let script: Script;

  beforeAll(async () => {
    const contents = `import { compileTemplate } from '@samples/mapping-templates';
      globalThis.render = (template, body) => compileTemplate(template).render({ body });`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: project },
      bundle: true,
      format: 'iife',
      platform: 'browser',
      write: false,
    });
    script = new Script(outputFiles[0]?.text ?? '');
  });

  function renderInBrowser(template: string, body: string): unknown {
    const context = createContext({ ...browser, template, body });
    script.runInContext(context);
    return new Script('render(template, body)').runInContext(context);
  }

  it.each([
    ["$input.json('$.items[?(@.n > 1)]')", '[{"n":2}]'],
    ['#foreach($i in $input.path("$.items"))$i.n#if($foreach.hasNext),#end#end', '1,2'],
    ["$util.base64Decode($util.base64Encode('Grüße')) $util.urlDecode($util.urlEncode('ä b'))", 'Grüße ä b'],
    ["$util.parseJson('[1.0]')[0] $input.body.length()", '1.0 27'],
    ["#set($s = 'a-b')$s.replaceAll('[a-z]+', '<$0>')", '<a>-<b>'],
  ])('%s renders without Node', (template, output) => {
    expect(renderInBrowser(template, '{"items":[{"n":1},{"n":2}]}')).toBe(output);
  });
});
