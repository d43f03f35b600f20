import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { classes, createProject, type TestProject } from '../../test/project.ts';
import { loadSettings } from '../cli/load-settings.ts';
import { scanProject } from '../cli/scan-project.ts';
import type { ApiModel } from '../model.ts';
import { writeBuild } from './write-build.ts';

const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
const policies = [{ DynamoDBReadPolicy: { TableName: { Ref: 'Table' } } }];
let project: TestProject;
let model: ApiModel;

beforeAll(async () => {
  project = createProject(classes, {
    stage: 'live',
    function: { memorySize: 512, environment: { MODE: 'all' }, vpc },
    functions: {
      NotesFunction: { timeout: 3, policies, environment: { OWN: { Ref: 'Table' } } },
      ApiFunction: { policies },
    },
    resources: { Table: { Type: 'AWS::Serverless::SimpleTable' } },
  });
  model = scanProject(await loadSettings(project.folder));
});
afterAll(() => project.remove());

async function build(functionPer: 'api' | 'class') {
  const settings = await loadSettings(project.folder, { functionPer, output: `built-${functionPer}` });
  await writeBuild(model, settings);
  const read = (file: string) => readFileSync(path.join(settings.output, file), 'utf8');
  return {
    template: parse(read('template.yaml')),
    definition: JSON.parse(read('openapi.json')),
    modules: readdirSync(path.join(settings.output, 'functions')).sort(),
    read,
  };
}

describe('a build with one function for the API', () => {
  it('has a module, a function, its permission, and those of the authorizer', async () => {
    const { template, modules } = await build('api');
    expect(modules).toEqual(['api-validators.mjs', 'api.mjs', 'authorizer-key.mjs']);
    expect(Object.keys(template.Resources)).toEqual([
      'Api',
      'ApiFunction',
      'ApiFunctionPermission',
      'KeyAuthorizer',
      'KeyAuthorizerPermission',
      'Table',
    ]);
    expect(template.Resources.ApiFunction.Properties).toEqual({
      Handler: 'api.handler',
      MemorySize: 512,
      Timeout: 10,
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps', MODE: 'all' } },
      Policies: policies,
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    });
    expect(template.Resources.KeyAuthorizer.Properties).not.toHaveProperty('Policies');
  });

  it('lets the gateway call methods by the function, and the authorizer by itself', async () => {
    const { template } = await build('api');
    const arnOf = (name: string) => template.Resources[name].Properties.SourceArn['Fn::Sub'];
    expect(arnOf('ApiFunctionPermission')).toMatch(/:\$\{Api\}\/live\/\*$/);
    expect(arnOf('KeyAuthorizerPermission')).toMatch(/:\$\{Api\}\/authorizers\/\*$/);
  });

  it('protects exactly the methods with an authorizer, HEAD and the rest of a path included', async () => {
    const { definition } = await build('api');
    const secured = Object.entries<Record<string, { security?: object }>>(definition.paths).flatMap(
      ([resource, item]) =>
        Object.entries(item).flatMap(([method, { security }]) => (security ? [`${method} ${resource}`] : [])),
    );
    expect(secured.sort()).toEqual(['get /files/{rest+}', 'head /files/{rest+}', 'post /notes']);
    expect(definition.components.securitySchemes.key).toMatchObject({
      name: 'X-Key',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerResultTtlInSeconds: 60 },
    });
  });

  it('hands what is not there to the function as well', async () => {
    const { definition } = await build('api');
    expect(Object.keys(definition.paths).sort()).toEqual([
      '/',
      '/files/{rest+}',
      '/notes',
      '/notes/{id}',
      '/{proxy+}',
    ]);
    for (const item of Object.values(definition.paths))
      expect(item).toHaveProperty('x-amazon-apigateway-any-method');
  });
});

describe('a build with a function for each class', () => {
  it('has functions of the classes, each with its own settings', async () => {
    const { template, modules, definition } = await build('class');
    expect(modules).toEqual(['authorizer-key.mjs', 'notes-validators.mjs', 'notes.mjs', 'others.mjs']);
    expect(template.Resources.NotesFunction.Properties).toMatchObject({
      Handler: 'notes.handler',
      Timeout: 3,
      Environment: { Variables: { MODE: 'all', OWN: { Ref: 'Table' } } },
    });
    expect(template.Resources.OthersFunction.Properties.Timeout).toBe(10);
    const uriOf = (resource: string, method: string) =>
      definition.paths[resource][method]['x-amazon-apigateway-integration'].uri['Fn::Sub'];
    expect(uriOf('/notes', 'get')).toContain('${NotesFunction.Arn}');
    expect(uriOf('/notes', 'delete')).toContain('${OthersFunction.Arn}');
  });

  it('has in each function what the paths have in others, so that Allow is complete', async () => {
    const { read } = await build('class');
    expect(read('functions/notes.mjs')).toContain('DELETE: [lambada.elsewhere]');
    expect(read('functions/others.mjs')).not.toContain("'/notes/{id}'");
  });
});
