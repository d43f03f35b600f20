import { describe, expect, it } from 'vitest';
import { transformSam } from './index.ts';
import type { JsonObject, Resource } from './template.ts';
import { expand, propertiesOf, withFunction } from './testing/expand.ts';

const layer = (Properties: JsonObject, attributes: Partial<Resource> = {}): Resource => ({
  Type: 'AWS::Serverless::LayerVersion',
  ...attributes,
  Properties: { ContentUri: 's3://artifacts/layer.zip', ...Properties },
});

const idOf = (one: Resource) => Object.keys(expand({ Resources: { Layer: one } }))[0] ?? '';

describe('SM-38: a layer version', () => {
  it('has the name of its logical id, is retained, and is known by an id that changes with what it says', () => {
    const id = idOf(layer({}));
    expect(id).toMatch(/^Layer[\da-f]{10}$/);
    expect(expand({ Resources: { Layer: layer({}) } })[id]).toEqual({
      Type: 'AWS::Lambda::LayerVersion',
      DeletionPolicy: 'Retain',
      Properties: { LayerName: 'Layer', Content: { S3Bucket: 'artifacts', S3Key: 'layer.zip' } },
    });
    expect(idOf(layer({}, { DeletionPolicy: 'Delete', Metadata: { a: 1 } }))).toBe(id);
    expect(idOf(layer({ Description: 'new' }))).not.toBe(id);
  });

  it('is referred to by that id, in dependencies too', () => {
    const id = idOf(layer({}));
    const Layers = [{ Ref: 'Layer' }, { 'Fn::Sub': '${Layer}, ${Layer.Arn}, ${Other}' }];
    const others = { Layer: layer({}), Bucket: { Type: 'AWS::S3::Bucket', DependsOn: ['Layer', 'Worker'] } };
    const resources = expand(withFunction({ Layers }, others));
    expect(resources.Worker?.Properties?.Layers).toEqual([
      { Ref: id },
      { 'Fn::Sub': `\${${id}}, \${${id}.Arn}, \${Other}` },
    ]);
    expect(resources.Bucket?.DependsOn).toEqual([id, 'Worker']);
  });

  it('publishes the functions that follow all properties where it says so', () => {
    const published = (Properties: JsonObject) => {
      const settings = {
        AutoPublishAlias: 'live',
        AutoPublishAliasAllProperties: true,
        Layers: [{ Ref: 'Layer' }],
      };
      const template = withFunction(settings, { Layer: layer(Properties) });
      return propertiesOf(template, 'WorkerAliaslive').FunctionVersion;
    };
    const [quiet, loud] = [{ Description: 'a' }, { PublishLambdaVersion: true }];
    expect(published(quiet)).toEqual(published({ Description: 'b' }));
    expect(published({ ...loud, Description: 'a' })).not.toEqual(published({ ...loud, Description: 'b' }));
  });

  it.each([
    [
      { RetentionPolicy: 'Keep' },
      "'RetentionPolicy' must be one of the following options: ['Retain', 'Delete'].",
    ],
    [
      { RetentionPolicy: { 'Fn::If': ['A', 'Retain', 'Delete'] } },
      "'RetentionPolicy' does not accept intrinsic functions",
    ],
    [
      { CompatibleArchitectures: ['mips'] },
      "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'",
    ],
    [{ ContentUri: 'layer' }, "'ContentUri' is not a valid S3 Uri"],
    [{ Content: {} }, 'property Content not defined for resource of type AWS::Serverless::LayerVersion'],
  ])('is refused with %j', (Properties, message) => {
    const result = transformSam({ Resources: { Layer: layer(Properties) } }, { region: 'us-east-1' });
    expect(result.message).toContain(message);
  });
});
