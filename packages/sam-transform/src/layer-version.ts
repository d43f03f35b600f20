import { checkProperties, type PropertyRules } from './check-properties.ts';
import type { SamContext } from './expansion.ts';
import { s3Location } from './function/function-code.ts';
import { isIntrinsic } from './intrinsics.ts';
import { hashedId } from './logical-id.ts';
import { present } from './present.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { ownAttributes, sharedAttributes } from './resource-attributes.ts';
import { invalidResource } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

const layerVersionProperties: PropertyRules = {
  type: 'AWS::Serverless::LayerVersion',
  properties: {
    LayerName: ['string', 'map'],
    Description: ['string'],
    PublishLambdaVersion: ['boolean'],
    ContentUri: ['string', 'map'],
    CompatibleArchitectures: ['list of references'],
    CompatibleRuntimes: ['list of references'],
    LicenseInfo: ['string'],
    RetentionPolicy: ['string'],
  },
  required: ['ContentUri'],
};

/**
 * SM-38: `AWS::Serverless::LayerVersion` under a logical id that changes with everything it says: a layer version is
 * never changed, and functions of an earlier deployment keep theirs.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
 */
export function expandLayerVersion(
  logicalId: string,
  resource: Resource,
  { parameters }: SamContext,
): Record<string, Resource> {
  const given = checkProperties(logicalId, resource.Properties ?? {}, layerVersionProperties);
  const texts = ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy'].map((name) => [
    name,
    resolvedText(logicalId, name, given[name], parameters),
  ]);
  const properties = present({ ...given, ...Object.fromEntries(texts) });
  const DeletionPolicy =
    retentionPolicy(logicalId, properties.RetentionPolicy) ?? resource.DeletionPolicy ?? 'Retain';
  const { DeletionPolicy: _kept, UpdateReplacePolicy, Metadata, ...hashed } = ownAttributes(resource);
  const self = { Type: layerVersionProperties.type, ...hashed, Properties: properties };
  const id = hashedId(logicalId, { [logicalId]: self as unknown as JsonObject });
  const { Bucket, Key, Version } = s3Location(id, 'ContentUri', properties.ContentUri);
  checkArchitectures(id, properties.CompatibleArchitectures);
  return {
    [id]: {
      Type: 'AWS::Lambda::LayerVersion',
      ...(resource.DependsOn !== undefined && { DependsOn: resource.DependsOn }),
      ...sharedAttributes(resource),
      DeletionPolicy,
      Properties: present({
        Content: present({ S3Bucket: Bucket, S3Key: Key, S3ObjectVersion: Version }),
        Description: properties.Description,
        LayerName: properties.LayerName || logicalId,
        CompatibleArchitectures: properties.CompatibleArchitectures,
        CompatibleRuntimes: properties.CompatibleRuntimes,
        LicenseInfo: properties.LicenseInfo,
      }),
    },
  };
}

function resolvedText(
  logicalId: string,
  name: string,
  given: JsonValue | undefined,
  parameters: SamContext['parameters'],
): JsonValue | undefined {
  if (!given) return given;
  const value = resolveParameters(given, parameters);
  if (typeof value === 'string' || isObject(value)) return value;
  const message = `Could not resolve parameter for '${name}' or parameter is not a String.`;
  throw invalidResource(logicalId, message, name);
}

const retentionPolicies = ['Retain', 'Delete'];

function retentionPolicy(logicalId: string, given: JsonValue | undefined): string | undefined {
  const options = "['Retain', 'Delete']";
  if (given === undefined) return undefined;
  if (typeof given !== 'string') {
    const problem = isIntrinsic(given)
      ? "'RetentionPolicy' does not accept intrinsic functions"
      : "Invalid 'RetentionPolicy' type";
    throw invalidResource(logicalId, `${problem}, please use one of the following options: ${options}`);
  }
  const policy = retentionPolicies.find((option) => option.toLowerCase() === given.toLowerCase());
  if (policy !== undefined) return policy;
  throw invalidResource(logicalId, `'RetentionPolicy' must be one of the following options: ${options}.`);
}

function checkArchitectures(id: string, architectures: JsonValue = []): void {
  if (!Array.isArray(architectures)) return;
  if (architectures.every((one) => isIntrinsic(one) || one === 'x86_64' || one === 'arm64')) return;
  throw invalidResource(id, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'");
}
