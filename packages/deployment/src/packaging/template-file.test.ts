import { describe, expect, it } from 'vitest';
import { parseTemplate, readTemplate } from './template-file.ts';

const properties = (yaml: string) =>
  parseTemplate(`Resources:\n  R:\n    Type: T\n    Properties:\n      P: ${yaml}\n`, 'template.yaml')
    .Resources.R?.Properties?.P;

describe('parseTemplate', () => {
  it.each([
    ['!Ref Table', { Ref: 'Table' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Table.Arn', { 'Fn::GetAtt': ['Table', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Url', { 'Fn::GetAtt': ['Nested', 'Outputs.Url'] }],
    ['!GetAtt [Table, Arn]', { 'Fn::GetAtt': ['Table', 'Arn'] }],
    ["!Sub '${Table}-x'", { 'Fn::Sub': '${Table}-x' }],
    [
      '!Join ["-", [!Ref A, !GetAtt B.C]]',
      { 'Fn::Join': ['-', [{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'C'] }]] },
    ],
    ['!If [X, !Ref A, !Ref "AWS::NoValue"]', { 'Fn::If': ['X', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] }],
    [
      '!Transform { Name: "AWS::Include", Parameters: { Location: !Ref L } }',
      {
        'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: { Ref: 'L' } } },
      },
    ],
    ['2012-10-17', '2012-10-17'],
  ])('reads %s in its long form', (yaml, value) => {
    expect(properties(yaml)).toEqual(value);
  });

  it('names file and line of a syntax error', () => {
    expect(() => parseTemplate('Resources:\n  A: {', 'infra/x/template.yaml')).toThrow(
      /^infra\/x\/template\.yaml: .*line 2/s,
    );
  });

  it('refuses a tag CloudFormation does not know, and a key given twice', () => {
    expect(() => properties('!Reff Table')).toThrow(/!Reff/);
    expect(() => parseTemplate('Resources: {}\nResources: {}', 't')).toThrow(/unique/);
  });

  it('refuses a document without resources', () => {
    expect(() => parseTemplate('hello', 't')).toThrow('t: expected Resources that each have a Type');
    expect(() => parseTemplate('Resources: { A: {} }', 't')).toThrow(
      't: expected Resources that each have a Type',
    );
  });
});

describe('readTemplate', () => {
  it('names a template that is not there', async () => {
    await expect(readTemplate('/nowhere/template.yaml')).rejects.toThrow(
      'There is no template at /nowhere/template.yaml',
    );
  });
});
