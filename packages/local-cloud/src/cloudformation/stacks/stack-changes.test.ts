import { describe, expect, it } from 'vitest';
import { testEngine } from '../testing/test-engine.ts';

const thing = (Properties: object, rest: object = {}) => ({ Type: 'Test::Thing', Properties, ...rest });

interface Options {
  readonly Parameters?: object[];
  readonly IncludePropertyValues?: boolean;
}

async function changesBetween(
  before: object,
  after: object,
  { Parameters = [], IncludePropertyValues = false }: Options = {},
) {
  const engine = testEngine();
  await engine.create('demo', before);
  engine.operations.CreateChangeSet({
    StackName: 'demo',
    ChangeSetName: 'changes',
    TemplateBody: JSON.stringify(after),
    Parameters,
  });
  const { Changes = [] } = engine.operations.DescribeChangeSet({
    StackName: 'demo',
    ChangeSetName: 'changes',
    IncludePropertyValues,
  });
  return Changes.map(({ ResourceChange }) => ResourceChange);
}

describe('the changes of a change set', () => {
  it('name the property, its parameter and whether the resource is replaced', async () => {
    const template = {
      Parameters: { P: { Type: 'String', Default: 'x' } },
      Resources: { A: thing({ Key: { Ref: 'P' }, Value: 1 }) },
    };
    const [change] = await changesBetween(template, template, {
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'y' }],
    });
    expect(change).toMatchObject({
      Action: 'Modify',
      LogicalResourceId: 'A',
      PhysicalResourceId: 'thing-1',
      Replacement: 'True',
      PolicyAction: 'ReplaceAndDelete',
      Scope: ['Properties'],
      Details: [
        {
          Target: { Attribute: 'Properties', Name: 'Key', RequiresRecreation: 'Always' },
          Evaluation: 'Static',
          ChangeSource: 'ParameterReference',
          CausingEntity: 'P',
        },
        { Evaluation: 'Dynamic', ChangeSource: 'DirectModification' },
      ],
    });
  });

  it('follow an attribute whose value is known only after its resource is changed', async () => {
    const template = (Value: number) => ({
      Resources: { A: thing({ Value }), B: thing({ Value: { 'Fn::GetAtt': ['A', 'Arn'] } }) },
    });
    const [, change] = await changesBetween(template(1), template(2));
    expect(change).toMatchObject({
      LogicalResourceId: 'B',
      Replacement: 'False',
      Details: [{ Evaluation: 'Dynamic', ChangeSource: 'ResourceAttribute', CausingEntity: 'A.Arn' }],
    });
  });

  it('show a changed policy, and which resources are kept when they leave the template', async () => {
    const [a, b] = await changesBetween(
      { Resources: { A: thing({}), B: thing({}, { DeletionPolicy: 'Retain' }) } },
      { Resources: { A: thing({}, { DeletionPolicy: 'Retain' }) } },
    );
    expect(a).toMatchObject({ Action: 'Modify', Scope: ['DeletionPolicy'], Replacement: 'False' });
    expect(b).toMatchObject({ Action: 'Remove', PolicyAction: 'Retain' });
  });

  it('name the resource whose replacement changes a property', async () => {
    const template = (Key: string) => ({
      Resources: { A: thing({ Key }), B: thing({ Value: { Ref: 'A' } }) },
    });
    const [, change] = await changesBetween(template('a'), template('b'));
    expect(change?.Details).toMatchObject([
      { Evaluation: 'Static', ChangeSource: 'ResourceReference', CausingEntity: 'A' },
    ]);
  });
});

describe('the changes of a change set with the values of properties', () => {
  const IncludePropertyValues = true;

  it('have a detail for each value that differs, with its path', async () => {
    const [change] = await changesBetween(
      { Resources: { A: thing({ Value: 1, Other: { Same: true, Gone: 'x', List: ['a', 'b'] } }) } },
      { Resources: { A: thing({ Value: 2, Other: { Same: true, New: { a: 1 }, List: ['a', 'c'] } }) } },
      { IncludePropertyValues },
    );
    const targets = change?.Details?.map(
      ({ Target: { Path, BeforeValue, AfterValue, AttributeChangeType } = {} }) =>
        [AttributeChangeType, Path, BeforeValue, AfterValue] as const,
    );
    expect(targets).toEqual([
      ['Modify', '/Properties/Value', '1', '2'],
      ['Remove', '/Properties/Other/Gone', 'x', undefined],
      ['Modify', '/Properties/Other/List/1', 'b', 'c'],
      ['Add', '/Properties/Other/New', undefined, '{"a":"1"}'],
    ]);
    expect(JSON.parse(change?.BeforeContext ?? '')).toEqual({
      Properties: { Value: '1', Other: { Same: 'true', Gone: 'x', List: ['a', 'b'] } },
    });
    expect(JSON.parse(change?.AfterContext ?? '')).toEqual({
      Properties: { Value: '2', Other: { Same: 'true', New: { a: '1' }, List: ['a', 'c'] } },
    });
  });

  it('show a resource that is added or removed, and which values are known only later', async () => {
    const changes = await changesBetween(
      { Resources: { A: thing({ Key: 'a' }), Old: thing({ Value: { Ref: 'A' } }) } },
      { Resources: { A: thing({ Key: 'b' }), New: thing({ Value: { 'Fn::GetAtt': 'A.Arn' } }) } },
      { IncludePropertyValues },
    );
    const unknown = '{"Properties":{"Value":"{{changeSet:KNOWN_AFTER_APPLY}}"}}';
    expect(changes.map((change) => [change?.BeforeContext, change?.AfterContext])).toEqual([
      ['{"Properties":{"Key":"a"}}', '{"Properties":{"Key":"b"}}'],
      [undefined, unknown],
      [unknown, undefined],
    ]);
  });

  it('count the attribute of a resource that is changed in place as unchanged', async () => {
    const template = (Value: number) => ({
      Resources: { A: thing({ Value }), B: thing({ Value: { 'Fn::GetAtt': ['A', 'Arn'] } }) },
    });
    const changes = await changesBetween(template(1), template(2), { IncludePropertyValues });
    expect(changes.map((change) => change?.LogicalResourceId)).toEqual(['A']);
  });

  it('hide the values of NoEcho parameters', async () => {
    const template = {
      Parameters: { P: { Type: 'String', Default: 'secret-1', NoEcho: true } },
      Resources: { A: thing({ Value: { 'Fn::Sub': 'it is ${P}' } }) },
    };
    const changes = await changesBetween(template, template, {
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'secret-2' }],
      IncludePropertyValues,
    });
    expect(changes[0]?.Details?.[0]?.Target).toMatchObject({
      BeforeValue: 'it is ****',
      AfterValue: 'it is ****',
    });
    expect(JSON.stringify(changes)).not.toContain('secret');
  });
});
