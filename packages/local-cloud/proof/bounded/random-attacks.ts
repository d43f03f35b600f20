import { APIGatewayClient, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '@samples/localstack-client';
import fc from 'fast-check';
import { type Attack, filled } from './attack.ts';
import { exchangeSender } from './request-attacks.ts';
import { templateDeployer } from './template-attacks.ts';

const most = 1024 * 1024 - 4096;

/** `count` attacks of each kind; equal seeds make equal attacks. */
export function randomAttacks(url: string, count: number, seed: number): Attack[] {
  const config = { ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 };
  const [gateway, s3] = [new APIGatewayClient(config), new S3Client({ ...config, forcePathStyle: true })];
  const [sendExchange, deploy] = [exchangeSender(url), templateDeployer(url)];

  function attacks<Input>(
    kind: string,
    input: fc.Arbitrary<Input>,
    run: (input: Input, name: string) => unknown,
  ) {
    return fc.sample(input, { numRuns: count, seed }).map((sample, index): Attack => {
      const name = `random-${kind}-${index}`;
      return { name, run: async () => run(sample, name) };
    });
  }

  return [
    ...attacks('template', template, (text, name) => deploy(name, text)),
    ...attacks('definition', definition, (text) =>
      gateway.send(new ImportRestApiCommand({ body: Buffer.from(text) })),
    ),
    ...attacks('policy', policy, async (Policy, Bucket) => {
      await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      const response = await fetch(`${url}/${Bucket}/${filled('a', 1000)}`);
      throw new Error(`${response.status}`);
    }),
    ...attacks('validation', validation, sendExchange),
    ...attacks('mapping', mapping, sendExchange),
  ];
}

/** How large and how deep: a few things at most of a size, so that samples are either wide, deep or long. */
const size = fc.constantFrom(1, 10, 300, 5_000, 60_000, 1_000_000);

/** Units repeated, inside brackets that are repeated. */
const shape = (units: readonly string[], brackets: readonly (readonly [string, string])[], end = '') =>
  fc
    .tuple(
      fc.constantFrom(...units),
      size,
      fc.constantFrom(...brackets),
      fc.constantFrom(0, 1, 20, 390, 100_000),
    )
    .map(([unit, length, [open, close], depth]) => {
      const levels = Math.min(depth, Math.floor(most / 2 / (open.length + close.length)));
      const room = most - levels * (open.length + close.length);
      return open.repeat(levels) + filled(unit, Math.min(length, room)) + end + close.repeat(levels);
    });

const jsonShape = shape(
  ['0,', '"a",', '[],', '{},', '{"a":1},', '"\\u0041",', '1e9,', 'null,', '{"a":{"b":"c"}},'],
  [
    ['[', ']'],
    ['{"a":[', ']}'],
    ['[{"a":[', ']}]'],
  ],
  '0',
).map((inner) => (inner.startsWith('{"a":[') ? inner : `[${inner}]`));

const text = fc
  .tuple(fc.constantFrom('a', 'ab', '*a', '${a}', '%', ' ', 'é', '?'), size)
  .map(([unit, length]) => filled(unit, length));

/** A value of JSON or an intrinsic function, of a few levels. */
const intrinsic = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: false },
    text.map((long) => long.slice(0, 2000)),
    fc.constant({ Ref: 'AWS::Region' }),
    fc.constant({ Ref: 'P' }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc.tuple(fc.nat(2000), tie('value')).map(([count, a]) => ({ 'Fn::Sub': ['${a}'.repeat(count), { a }] })),
    fc.tuple(text, fc.array(tie('value'), { maxLength: 300 })).map((join) => ({ 'Fn::Join': join })),
    fc.tuple(text, tie('value')).map((split) => ({ 'Fn::Split': split })),
    fc.tuple(tie('value'), tie('value')).map((values) => ({ 'Fn::If': ['C', ...values] })),
    fc.tuple(fc.nat(9), tie('value')).map((select) => ({ 'Fn::Select': select })),
    tie('value').map((value) => ({ 'Fn::Base64': value })),
    fc.tuple(tie('value'), tie('value')).map((keys) => ({ 'Fn::FindInMap': ['M', ...keys] })),
  ),
})).value;

const template = fc.oneof(
  fc.tuple(fc.array(intrinsic, { minLength: 1, maxLength: 400 }), text).map(([values, Default]) =>
    JSON.stringify({
      Parameters: { P: { Type: 'CommaDelimitedList', Default: Default.slice(0, 4000) } },
      Conditions: { C: { 'Fn::Equals': [values[0], 'a'] } },
      Mappings: { M: { a: { b: 'c' } } },
      Resources: Object.fromEntries(
        values.map((value, index) => [
          `A${index}`,
          { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: value } },
        ]),
      ),
    }).slice(0, most),
  ),
  jsonShape.map((value) => `{"Resources":{"A":{"Type":"AWS::Logs::LogGroup","Metadata":${value}}}}`),
  shape(
    ['- a\n', 'a: 1\n', '- &a [b]\n- *a\n', '- !Sub x\n', '? a\n: b\n', '- |\n  a\n', '"a" ', '- {a: b}\n'],
    [
      ['[', ']'],
      ['{a: ', '}'],
      ['- ', ''],
      ['!Sub ', ''],
    ],
  ),
);

const schema = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'medium' },
    fc.constant({ type: 'string' }),
    fc.constant({ $ref: '#/components/schemas/Body' }),
    fc.constantFrom('^(a+)+$', '(a|a)*b', '(.*)*x', '^a{1,500}b').map((pattern) => ({ pattern })),
    fc.constant({ uniqueItems: true }),
    tie('schema').map((items) => ({ items })),
    tie('schema').map((a) => ({ properties: { a }, additionalProperties: a })),
    tie('schema').map((schema) => ({ patternProperties: { '(a+)+': schema } })),
    fc
      .tuple(
        fc.constantFrom('anyOf', 'oneOf', 'allOf'),
        fc.array(tie('schema'), { minLength: 1, maxLength: 8 }),
      )
      .map(([choice, schemas]) => ({ [choice]: schemas })),
    tie('schema').map((not) => ({ not })),
  ),
})).schema;

const velocity = fc
  .array(
    fc.constantFrom(
      "#foreach($i in $input.path('$'))",
      '#foreach($j in [1..1000])',
      '#end',
      '#if($i == $j)a#else',
      "#set($s = $input.json('$'))",
      '#set($s = "$s$s")',
      "#set($o = $input.path('$..*'))",
      '$s.replaceAll("(a+)+b", "x")',
      "$s.split(',').size()",
      '$util.escapeJavaScript($s)',
      '$util.base64Encode($s)',
      '$util.parseJson($s)',
      '$i.toString().contains("a")',
      "$input.path('$..a[?(@.b > 1)]')",
      '#set($context.responseOverride.header.a = $s)',
      'text ',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .chain((parts) => fc.constantFrom(1, 1, 20, 2_000).map((times) => closed(parts.join('').repeat(times))));

/** With as many `#end` as the blocks need, within AWS's length. */
function closed(source: string): string {
  let open = 0;
  const kept = source
    .slice(0, 200_000)
    .replaceAll(/#(foreach\([^#]*?\)(?=[^)])|if\([^)]*\)|end)/g, (directive) => {
      if (directive !== '#end') open += 1;
      else if (open === 0) return '';
      else open -= 1;
      return directive;
    });
  return kept + '#end'.repeat(open);
}

const validation = fc.record({ body: jsonShape, schema });

const mapping = fc.record(
  {
    body: jsonShape,
    template: velocity,
    path: fc.constantFrom('a', "a[?(@.b == 'c')].d", '[0]', 'a.a.a'),
  },
  { requiredKeys: ['body', 'template'] },
);

const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };

const definition = fc.oneof(
  fc
    .tuple(schema, velocity, fc.nat(1_900), fc.constantFrom(1, 10, 200))
    .map(([Body, source, count, parts]) => {
      const requestTemplates = { 'application/json': source };
      const paths = Array.from({ length: count }, (_, index) => [
        `${'/a'.repeat(parts)}/${index}`,
        { get: mock },
      ]);
      const mapped = { 'x-amazon-apigateway-integration': { type: 'mock', requestTemplates } };
      return JSON.stringify({
        openapi: '3.0.1',
        info: { title: 'random', version: '1' },
        components: { schemas: { Body } },
        paths: { '/': { get: mapped }, ...Object.fromEntries(paths) },
      }).slice(0, most);
    }),
  jsonShape.map((value) => `{"openapi":"3.0.1","info":{"title":"a"},"paths":{"/":{"get":${value}}}}`),
);

const policy = fc
  .array(fc.tuple(text, text, fc.constantFrom('StringLike', 'ArnLike', 'IpAddress', 'NumericEquals')), {
    minLength: 1,
    maxLength: 30,
  })
  .map((statements) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map(([name, value, operator]) => ({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:Get*',
        Resource: `arn:aws:s3:::random-policy-0/${value.slice(0, 200)}`,
        Condition: { [operator]: { 'aws:UserAgent': name.slice(0, 200) } },
      })),
    }).slice(0, most),
  );
