import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Artifact, packageTemplate } from './package-template.ts';
import { parseTemplate } from './template-file.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'package-template-'));
  await mkdir(join(root, 'infra/demo'), { recursive: true });
  await mkdir(join(root, 'apps/demo/src'), { recursive: true });
  await writeFile(join(root, 'apps/demo/src/get.ts'), 'export const handler = async () => 1;');
  await writeFile(join(root, 'infra/demo/openapi.yaml'), 'openapi: 3.0.1');
});
afterAll(() => rm(root, { recursive: true }));

const source = `
Globals: { Function: { Runtime: nodejs24.x, CodeUri: ../../apps/demo/src } }
Resources:
  Get: { Type: 'AWS::Serverless::Function', Properties: { Handler: get.handler, Role: !GetAtt Role.Arn } }
  Stored: { Type: 'AWS::Serverless::Function', Properties: { Handler: get.handler, CodeUri: 's3://b/k' } }
  Api: { Type: 'AWS::Serverless::Api', Properties: { StageName: Prod, DefinitionUri: openapi.yaml } }
  Other:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody: !Transform { Name: 'AWS::Include', Parameters: { Location: openapi.yaml } }
`;

describe('packageTemplate', () => {
  it('replaces local code and documents by what was stored, and nothing else', async () => {
    const { template, stored } = await packaged(source);
    expect(stored.map(({ extension }) => extension).sort()).toEqual(['.yaml', '.yaml', '.zip']);
    expect(template).toEqual({
      Globals: { Function: { Runtime: 'nodejs24.x', CodeUri: '../../apps/demo/src' } },
      Resources: {
        Get: {
          Type: 'AWS::Serverless::Function',
          Properties: {
            Handler: 'get.handler',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            CodeUri: 'stored.zip',
          },
        },
        Stored: {
          Type: 'AWS::Serverless::Function',
          Properties: { Handler: 'get.handler', CodeUri: 's3://b/k' },
        },
        Api: {
          Type: 'AWS::Serverless::Api',
          Properties: { StageName: 'Prod', DefinitionUri: 'stored.yaml' },
        },
        Other: {
          Type: 'AWS::Serverless::Api',
          Properties: {
            DefinitionBody: {
              'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'stored.yaml' } },
            },
          },
        },
      },
    });
  });

  it('stores the same bytes every time', async () => {
    expect((await packaged(source)).stored).toEqual((await packaged(source)).stored);
  });

  it('names an API definition that is not there', async () => {
    await expect(packaged(source.replace('DefinitionUri: openapi', 'DefinitionUri: gone'))).rejects.toThrow(
      /^Api: its DefinitionUri gone\.yaml cannot be read/,
    );
  });
});

async function packaged(yaml: string) {
  const templatePath = join(root, 'infra/demo/template.yaml');
  const stored: Artifact[] = [];
  const template = await packageTemplate({
    root,
    templatePath,
    template: parseTemplate(yaml, templatePath),
    parameter: () => undefined,
    store: async (artifact) => {
      stored.push(artifact);
      return `stored${artifact.extension}`;
    },
    report: () => {},
  });
  return { template, stored: stored.sort((a, b) => a.extension.localeCompare(b.extension)) };
}
