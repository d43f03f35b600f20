import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

const Transform = 'AWS::LanguageExtensions';
const Capabilities = ['CAPABILITY_AUTO_EXPAND'];
const thing = (Value: unknown, rest: object = {}) => ({
  Type: 'Test::Thing',
  Properties: { Value },
  ...rest,
});

/** A template as GetTemplate returns it once its transform is done. */
async function processed(template: object, input: object = {}) {
  const engine = testEngine();
  const id = await engine.create('demo', { Transform, ...template }, { Capabilities, ...input });
  expect(engine.status(id)).toBe('CREATE_COMPLETE');
  const { TemplateBody = '' } = engine.operations.GetTemplate({
    StackName: 'demo',
    TemplateStage: 'Processed',
  });
  return JSON.parse(TemplateBody);
}

/** The properties of the one resource A, processed. */
async function resolvedValue(Value: unknown, rest: object = {}, input: object = {}) {
  const { Resources } = await processed({ Resources: { A: thing(Value) }, ...rest }, input);
  return Resources.A.Properties.Value;
}

const refusal = (template: object) => processed(template).catch((error: Error) => error.message);
const failed = (message: string) => `Transform AWS::LanguageExtensions failed with: ${message}`;

describe('Fn::ForEach', () => {
  const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'one, two' } };

  it('makes no template of more than a megabyte, counted in bytes', async () => {
    const items = Array.from({ length: 400 }, (_, index) => String(index));
    const loop = ['Index', items, { 'A${Index}': thing('é'.repeat(2_000)) }];
    expect(await refusal({ Resources: { 'Fn::ForEach::Things': loop } })).toMatch(
      /^Template may not exceed 1048576 bytes in size. After its transforms it has 16\d{5}.$/,
    );
  });

  it('makes a resource for each item of a parameter', async () => {
    const loop = [
      'Name',
      { Ref: 'Names' },
      { 'A${Name}': thing({ Ref: 'Name' }, { DeletionPolicy: 'Retain' }) },
    ];
    const { Resources } = await processed({ Parameters, Resources: { 'Fn::ForEach::Things': loop } });
    expect(Resources).toEqual({
      Aone: thing('one', { DeletionPolicy: 'Retain' }),
      Atwo: thing('two', { DeletionPolicy: 'Retain' }),
    });
  });

  it('makes conditions, outputs and properties, and refers to what other loops make', async () => {
    const made = await processed({
      Parameters,
      Conditions: {
        'Fn::ForEach::C': ['X', { Ref: 'Names' }, { 'Is${X}': { 'Fn::Equals': [{ Ref: 'X' }, 'one'] } }],
      },
      Resources: {
        'Fn::ForEach::R': [
          'X',
          ['one', 'two'],
          {
            'T${X}': {
              Type: 'Test::Thing',
              Condition: 'Is${X}',
              Properties: {
                'Fn::ForEach::P': ['Y', ['Key', 'Value'], { '${Y}': { 'Fn::Sub': '${Y} of ${X}' } }],
              },
            },
          },
        ],
      },
      Outputs: {
        'Fn::ForEach::O': ['X', ['one'], { 'Out${X}': { Value: { 'Fn::GetAtt': ['T${X}', 'Arn'] } } }],
      },
    });
    expect(made.Conditions).toEqual({
      Isone: { 'Fn::Equals': ['one', 'one'] },
      Istwo: { 'Fn::Equals': ['two', 'one'] },
    });
    expect(made.Resources.Tone.Properties).toEqual({ Key: 'Key of one', Value: 'Value of one' });
    expect(made.Outputs).toEqual({ Outone: { Value: { 'Fn::GetAtt': ['Tone', 'Arn'] } } });
  });

  it('runs loops within loops, the inner over what the outer chooses', async () => {
    const inner = [
      'Y',
      { 'Fn::FindInMap': ['M', { Ref: 'X' }, 'List'] },
      { 'T&{X}${Y}': thing('${X} and ${Y}') },
    ];
    const { Resources } = await processed({
      Mappings: { M: { 'a-1': { List: ['p', 'q'] }, 'b-2': { List: ['r'] } } },
      Resources: { 'Fn::ForEach::Outer': ['X', ['a-1', 'b-2'], { 'Fn::ForEach::Inner': inner }] },
    });
    const values = Object.entries<ReturnType<typeof thing>>(Resources).map(([id, { Properties }]) => [
      id,
      Properties.Value,
    ]);
    expect(values).toEqual([
      ['Ta1p', 'a-1 and p'],
      ['Ta1q', 'a-1 and q'],
      ['Tb2r', 'b-2 and r'],
    ]);
  });

  it.each([
    ['no list', { 'Fn::ForEach::L': 'x' }, 'Fn::ForEach::L layout is incorrect'],
    [
      'a collection that is a string',
      { 'Fn::ForEach::L': ['X', 'a', {}] },
      'Fn::ForEach::L layout is incorrect',
    ],
    [
      'the name of a parameter',
      { 'Fn::ForEach::L': ['Names', ['a'], {}] },
      "Fn::ForEach::L: identifier 'Names' conflicts with parameter name",
    ],
    [
      'the identifier of the loop around it',
      { 'Fn::ForEach::L': ['X', ['a'], { 'Fn::ForEach::M': ['X', ['b'], {}] }] },
      "Fn::ForEach::M: identifier 'X' conflicts with another loop identifier",
    ],
    [
      'the same key for each item',
      { 'Fn::ForEach::L': ['X', ['a', 'b'], { Same: thing(1) }] },
      'Fn::ForEach::L makes Same, which exists already',
    ],
  ])('refuses %s', async (_what, Resources, message) => {
    expect(await refusal({ Parameters, Resources })).toBe(failed(message));
  });

  it('checks what the loops made as any template', async () => {
    const Resources = { 'Fn::ForEach::L': ['X', ['a-b'], { 'T${X}': thing(1) }] };
    expect(await refusal({ Resources })).toBe(
      'Template format error: Resource name Ta-b is non alphanumeric.',
    );
  });

  it('is bounded where loops within loops would make any amount', async () => {
    const items = Array.from({ length: 10 }, (_, index) => `I${index}`);
    const nested = [...'abcde'].reduce<object>(
      (body, id) => ({ [`Fn::ForEach::L${id}`]: [id, items, body] }),
      { 'T${a}${b}${c}${d}${e}': thing(1) },
    );
    expect(await refusal({ Resources: nested })).toBe(
      failed('The loops of the template make more than 5000 entries'),
    );
  });
});

describe('the functions of AWS::LanguageExtensions', () => {
  it('Fn::Length counts a parameter, a list and the parts of a string', async () => {
    const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'a,b,c' } };
    const lengths = [{ 'Fn::Length': { Ref: 'Names' } }, { 'Fn::Length': { 'Fn::Split': ['|', 'a|b'] } }];
    expect(await resolvedValue(lengths, { Parameters })).toEqual([3, 2]);
    expect(await refusal({ Resources: { A: thing({ 'Fn::Length': 'abc' }) } })).toBe(
      failed('Fn::Length layout is incorrect'),
    );
  });

  it('Fn::ToJsonString writes objects and lists, with what is known later in its place', async () => {
    expect(
      await resolvedValue({
        'Fn::ToJsonString': { a: ['b', 1, true], c: { 'Fn::Sub': 'in ${AWS::Region}' } },
      }),
    ).toBe('{"a":["b",1,true],"c":"in us-east-1"}');
    const engine = testEngine();
    const later = { 'Fn::ToJsonString': { arn: { 'Fn::GetAtt': ['A', 'Arn'] }, id: { Ref: 'A' } } };
    const Resources = { A: thing('x'), B: thing(later) };
    await engine.create('demo', { Transform, Resources }, { Capabilities });
    expect(engine.things.get('thing-2')?.Value).toBe('{"arn":"arn:thing:1","id":"thing-1"}');
  });

  it('Fn::FindInMap has a default, and finds its map by functions', async () => {
    const Mappings = { Mtest: { a: { b: 'found' } } };
    const Parameters = { Stage: { Type: 'String', Default: 'test' } };
    const map = { 'Fn::Sub': 'M${Stage}' };
    const rest = { Mappings, Parameters };
    expect(await resolvedValue({ 'Fn::FindInMap': [map, 'a', 'b'] }, rest)).toBe('found');
    const options = { DefaultValue: { Ref: 'Stage' } };
    expect(await resolvedValue({ 'Fn::FindInMap': [map, 'a', 'other', options] }, rest)).toBe('test');
    expect(await resolvedValue({ 'Fn::FindInMap': ['None', 'a', 'b', options] }, rest)).toBe('test');
    expect(await refusal({ ...rest, Resources: { A: thing({ 'Fn::FindInMap': [map, 'a', 'c'] }) } })).toBe(
      'Template error: Unable to get mapping for Mtest::a::c',
    );
  });

  it('a key that is missing matters only in a resource that is made', async () => {
    const absent = thing({ 'Fn::FindInMap': ['M', { Ref: 'Stage' }, 'b'] }, { Condition: 'Never' });
    const made = await processed({
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Mappings: { M: { a: { b: 'x' } } },
      Conditions: { Never: { 'Fn::Equals': ['1', '2'] } },
      Resources: { A: thing('x'), B: absent },
    });
    expect(made.Resources.B).toEqual({ Type: 'Test::Thing', Condition: 'Never', Properties: {} });
  });

  it('Ref and Fn::GetAtt accept functions for the logical id', async () => {
    const Parameters = { Which: { Type: 'String', Default: 'A' } };
    const id = { 'Fn::Sub': '${Which}' };
    const Resources = { A: thing('x'), B: thing([{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }]) };
    const made = await processed({ Parameters, Resources });
    expect(made.Resources.B.Properties.Value).toEqual([{ Ref: 'A' }, { 'Fn::GetAtt': ['A', 'Arn'] }]);
  });

  it('policies accept functions', async () => {
    const Parameters = { Policy: { Type: 'String', Default: 'Retain' } };
    const DeletionPolicy = { Ref: 'Policy' };
    const UpdateReplacePolicy = { 'Fn::If': ['Yes', 'Delete', 'Retain'] };
    const Conditions = { Yes: { 'Fn::Equals': [{ Ref: 'Policy' }, 'Retain'] } };
    const template = (policies: object) => ({
      Parameters,
      Conditions,
      Resources: { A: thing('x', policies) },
    });
    const { Resources } = await processed(template({ DeletionPolicy, UpdateReplacePolicy }));
    expect(Resources.A).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete' });
    expect(await refusal(template({ DeletionPolicy: { Ref: 'AWS::NoValue' } }))).toBe(
      failed('AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy'),
    );
    expect(await refusal(template({ DeletionPolicy: { 'Fn::GetAtt': ['A', 'Arn'] } }))).toBe(
      failed('Unsupported expression for DeletionPolicy in resource A'),
    );
    expect(await refusal(template({ DeletionPolicy: { 'Fn::Sub': 'Some${Policy}' } }))).toBe(
      'Template format error: Unrecognized DeletionPolicy SomeRetain',
    );
  });

  it('keeps a NoEcho parameter out of the template', async () => {
    const Parameters = { Secret: { Type: 'String', NoEcho: true, Default: 'hush' } };
    const value = { 'Fn::Sub': 'Bearer ${Secret}' };
    expect(await resolvedValue([value, { Ref: 'Secret' }], { Parameters })).toEqual([
      value,
      { Ref: 'Secret' },
    ]);
  });
});

describe('the transform AWS::LanguageExtensions', () => {
  const loop = {
    'Fn::ForEach::Functions': [
      'Name',
      ['One', 'Two'],
      { '${Name}Table': { Type: 'AWS::Serverless::SimpleTable' } },
    ],
  };

  it('needs CAPABILITY_AUTO_EXPAND, except in a change set', () => {
    const { operations } = testEngine();
    const TemplateBody = JSON.stringify({ Transform, ...thingTemplate({ A: {} }) });
    const input = { StackName: 'demo', TemplateBody };
    expect(() => operations.CreateStack(input)).toThrow('Requires capabilities : [CAPABILITY_AUTO_EXPAND]');
    operations.CreateChangeSet({ ...input, ChangeSetName: 'one', ChangeSetType: 'CREATE' });
    expect(operations.DescribeChangeSet({ ...input, ChangeSetName: 'one' }).Status).toBe('CREATE_COMPLETE');
  });

  it('is a FAILED change set for what it refuses', () => {
    const { operations } = testEngine();
    const TemplateBody = JSON.stringify({ Transform, Resources: { 'Fn::ForEach::L': 'x' } });
    const input = { StackName: 'demo', ChangeSetName: 'one' };
    operations.CreateChangeSet({ ...input, ChangeSetType: 'CREATE', TemplateBody });
    expect(operations.DescribeChangeSet(input)).toMatchObject({
      Status: 'FAILED',
      StatusReason: failed('Fn::ForEach::L layout is incorrect'),
    });
  });

  it('runs before the SAM transform where it comes before it', () => {
    const { operations } = testEngine();
    const template = { Transform: [Transform, 'AWS::Serverless-2016-10-31'], Resources: loop };
    const input = { StackName: 'demo', ChangeSetName: 'one' };
    operations.CreateChangeSet({ ...input, ChangeSetType: 'CREATE', TemplateBody: JSON.stringify(template) });
    // The SAM transform made tables, which this engine of fake things does not have.
    expect(operations.DescribeChangeSet(input).StatusReason).toMatch(/^AWS::DynamoDB::Table is not offered/);
  });

  it('fails after the SAM transform, which does not know its loops', () => {
    const { operations } = testEngine();
    const template = { Transform: ['AWS::Serverless-2016-10-31', Transform], Resources: loop };
    const input = { StackName: 'demo', ChangeSetName: 'one' };
    operations.CreateChangeSet({ ...input, ChangeSetType: 'CREATE', TemplateBody: JSON.stringify(template) });
    expect(operations.DescribeChangeSet(input).StatusReason).toMatch(/All 'Resources' must be Objects/);
  });

  it('is declared by the operations that read a template', () => {
    const { operations } = testEngine();
    const TemplateBody = JSON.stringify({ Transform, Resources: loop });
    expect(operations.ValidateTemplate({ TemplateBody }).DeclaredTransforms).toEqual([Transform]);
    expect(operations.GetTemplateSummary({ TemplateBody })).toMatchObject({
      DeclaredTransforms: [Transform],
      ResourceTypes: [],
    });
  });

  it('is needed for its functions', () => {
    const { operations } = testEngine();
    const create = (Resources: object) =>
      operations.CreateStack({ StackName: 'demo', TemplateBody: JSON.stringify({ Resources }) });
    expect(() => create({ A: thing({ 'Fn::Length': [1] }) })).toThrow(
      'Encountered unsupported function: Fn::Length',
    );
    expect(() => create({ 'Fn::ForEach::L': ['X', [], {}] })).toThrow('Template format error');
  });
});
