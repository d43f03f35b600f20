import fc from 'fast-check';

const resourceName = fc.constantFrom('A', 'B', 'constructor');
const conditionName = fc.constantFrom('Yes', 'No', 'Perhaps');
const text = fc.oneof(
  fc.constantFrom('${A}', '${B.Arn} ${P}', '${!x}', 'A.Arn', 'AWS::Region', '1', 'true', '', 'toString'),
  fc.string({ maxLength: 5 }),
);
const anyFunction = fc.constantFrom(
  'Ref',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::If',
  'Fn::Join',
  'Fn::Select',
  'Fn::Foo',
);

/** Scalars, lists and calls of functions, some of which are wrong. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'xsmall' },
    { weight: 6, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant('text')) },
    { weight: 1, arbitrary: text },
    { weight: 3, arbitrary: fc.constantFrom({ Ref: 'P' }, { Ref: 'AWS::NoValue' }, { 'Fn::Sub': '${P}' }) },
    { weight: 2, arbitrary: resourceName.map((name) => ({ Ref: name })) },
    { weight: 2, arbitrary: resourceName.map((name) => ({ 'Fn::GetAtt': [name, 'Arn'] })) },
    {
      weight: 2,
      arbitrary: fc.tuple(conditionName, tie('value'), tie('value')).map((items) => ({ 'Fn::If': items })),
    },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(tie('value')).map((items) => ({ 'Fn::Join': [',', items] })) },
    { weight: 1, arbitrary: fc.tuple(anyFunction, tie('value')).map(([name, given]) => ({ [name]: given })) },
  ),
}));

const condition = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('x', 'y').map((side) => ({ 'Fn::Equals': [{ Ref: 'P' }, side] })) },
  { weight: 2, arbitrary: conditionName.map((name) => ({ 'Fn::Not': [{ Condition: name }] })) },
  { weight: 1, arbitrary: value },
);

const resource = fc.record(
  {
    Type: fc.oneof(
      { weight: 12, arbitrary: fc.constant('Test::Thing') },
      { weight: 1, arbitrary: fc.constantFrom('Test::Needy', 'AWS::Serverless::Api') },
    ),
    Properties: fc.record(
      { Key: value, Value: value, Fault: fc.constantFrom('create', 'update', 'none', 'none', 'none') },
      { requiredKeys: [] },
    ),
    Condition: conditionName,
    DependsOn: resourceName,
  },
  { requiredKeys: ['Type', 'Properties'] },
);

const thing = { Type: 'Test::Thing' };

/** Templates that are nearly right: parts of the right shape with random references to one another. */
export const arbitraryTemplate = fc
  .record(
    {
      Resources: fc.record({ A: resource, B: resource, constructor: resource }, { requiredKeys: [] }),
      Conditions: fc.record({ Yes: condition, No: condition, Perhaps: condition }),
      P: fc.constantFrom('x', 'y', 'z'),
      Outputs: fc.dictionary(resourceName, fc.record({ Value: value }), { maxKeys: 2 }),
      Transform: fc.constant('AWS::Serverless-2016-10-31'),
    },
    { requiredKeys: ['Resources', 'Conditions', 'P'] },
  )
  .map(({ P, Resources, ...rest }) => ({
    ...rest,
    Parameters: { P: { Type: 'String', Default: P } },
    Resources: { A: thing, B: thing, constructor: thing, ...Resources },
  }));
