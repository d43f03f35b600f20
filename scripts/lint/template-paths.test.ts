import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkTemplates } from './template-paths.ts';

const file = 'infra/mine/template.yaml';

function problemsOf(template: string): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'lint-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), template);
  return checkTemplates(root, [file]).map(({ problem }) => problem);
}

const template = (uri: string) => `Resources:
  Get:
    Type: AWS::Serverless::Function
    Properties: { Handler: get.handler, CodeUri: ${uri} }
`;

it.each(['../../apps/mine/src', './src', 's3://bucket/key', '{ Bucket: b, Key: apps/other/x }', '!Ref Code'])(
  'lets a template use %s',
  (uri) => {
    expect(problemsOf(template(uri))).toEqual([]);
  },
);

it.each(['../../apps/other/src', '"../../apps/other"', '../other/code', '../../apps/mine-too/src'])(
  'refuses a template whose code is another sample: %s',
  (uri) => {
    expect(problemsOf(template(uri))).toEqual([
      `expected CodeUri within apps/mine or infra/mine, found ${uri.replaceAll('"', '')}`,
    ]);
  },
);

it.each([
  ['the defaults of all functions', 'Globals: { Function: { CodeUri: ../../apps/other/src } }'],
  ['an API definition', 'Resources: { Api: { Properties: { DefinitionUri: ../other/openapi.yaml } } }'],
  ['an include', "Fn::Transform: { Name: AWS::Include, Parameters: { Location: '../other/openapi.yaml' } }"],
])('reads %s', (_, yaml) => {
  expect(problemsOf(yaml)).toHaveLength(1);
});
