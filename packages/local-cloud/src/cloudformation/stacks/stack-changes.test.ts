import { describe, expect, it } from 'vitest';
import { testEngine } from '../testing/test-engine.ts';

const thing = (Properties: object, rest: object = {}) => ({ Type: 'Test::Thing', Properties, ...rest });

async function changesBetween(before: object, after: object, Parameters: object[] = []) {
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
  });
  return Changes.map(({ ResourceChange }) => ResourceChange);
}

describe('the changes of a change set', () => {
  it('name the property, its parameter and whether the resource is replaced', async () => {
    const template = {
      Parameters: { P: { Type: 'String', Default: 'x' } },
      Resources: { A: thing({ Key: { Ref: 'P' }, Value: 1 }) },
    };
    const [change] = await changesBetween(template, template, [{ ParameterKey: 'P', ParameterValue: 'y' }]);
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
});
