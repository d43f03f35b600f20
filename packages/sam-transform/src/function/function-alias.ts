import type { SamContext } from '../expansion.ts';
import { getAtt, ref } from '../intrinsics.ts';
import { hash } from '../logical-id.ts';
import { present } from '../present.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';

export interface PublishedAlias {
  readonly id: string;
  readonly name: string;
  readonly resources: Record<string, Resource>;
}

/**
 * SM-10, `AutoPublishAlias`: a version named for what it is published from, and the alias on it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 */
export function publishedAlias(
  logicalId: string,
  resource: Resource,
  properties: JsonObject,
  lambda: JsonObject,
  resources: Readonly<Record<string, Resource>>,
  { parameters }: SamContext,
): PublishedAlias | undefined {
  if (!properties.AutoPublishAlias) return undefined;
  const name = resolveParameters(properties.AutoPublishAlias, parameters);
  checkAliasName(logicalId, name);
  const codeSha = codeSha256(
    logicalId,
    resolveParameters(properties.AutoPublishCodeSha256 ?? null, parameters),
  );
  const versionId = `${logicalId}Version${codeSha ?? hash(publishedContent(properties, lambda, resources)).slice(0, 10)}`;
  // Logical ids are alphanumeric: a dash becomes D, an underscore U.
  const id = `${logicalId}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`;
  return {
    id,
    name,
    resources: {
      [versionId]: {
        Type: 'AWS::Lambda::Version',
        // The version before goes with its resource otherwise, while callers may still use it.
        DeletionPolicy: 'Retain',
        ...sharedAttributes(resource),
        Properties: present({ FunctionName: ref(logicalId), Description: properties.VersionDescription }),
      },
      [id]: {
        Type: 'AWS::Lambda::Alias',
        ...sharedAttributes(resource),
        Properties: present({
          Name: name,
          FunctionName: ref(logicalId),
          FunctionVersion: getAtt(versionId, 'Version'),
          ProvisionedConcurrencyConfig: properties.ProvisionedConcurrencyConfig || undefined,
        }),
      },
    },
  };
}

function checkAliasName(logicalId: string, name: unknown): asserts name is string {
  if (typeof name !== 'string') {
    const message = "'AutoPublishAlias' must be a string or a Ref to a template parameter";
    throw invalidResource(logicalId, message);
  }
  if (name === '') throw invalidResource(logicalId, 'Alias name is required to create an alias');
  if (!/^(?!\d+$)[\w-]+$/.test(name)) {
    throw invalidResource(
      logicalId,
      `AutoPublishAlias name ('${name}') must contain only alphanumeric characters, hyphens, or underscores ` +
        'matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.',
    );
  }
}

// For code that changes while its URL stays the same.
function codeSha256(logicalId: string, value: unknown): string | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalidResource(logicalId, 'AutoPublishCodeSha256 must be a string');
  return value.slice(0, 10);
}

// A change of any of these publishes a new version: its logical id is a hash of them.
function publishedContent(
  { AutoPublishAliasAllProperties }: JsonObject,
  lambda: JsonObject,
  resources: Readonly<Record<string, Resource>>,
): JsonObject {
  if (AutoPublishAliasAllProperties) return { ...lambda, ...publishingLayers(lambda.Layers, resources) };
  const { Code, Environment, MemorySize, SnapStart } = lambda;
  const isSnapped = isObject(SnapStart) && (SnapStart.ApplyOn ?? 'None') !== 'None';
  return present({
    ...(isObject(Code) && Code),
    ...(isObject(Environment) && Environment),
    MemorySize: MemorySize || undefined,
    SnapStart: isSnapped ? SnapStart : undefined,
  });
}

/** Layers a new version of which publishes the functions that have them (`PublishLambdaVersion`). */
function publishingLayers(
  layers: JsonValue | undefined,
  resources: Readonly<Record<string, Resource>>,
): JsonObject {
  const ids = Array.isArray(layers) ? layers.map(namedId).filter((id) => id !== undefined) : [];
  const found = ids.map((id): [string, JsonObject] => [id, resources[id]?.Properties ?? {}]);
  return Object.fromEntries(found.filter(([, properties]) => properties.PublishLambdaVersion));
}

function namedId(reference: JsonValue): string | undefined {
  if (!isObject(reference)) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = reference;
  const id = Array.isArray(attribute) ? attribute[0] : Ref;
  return typeof id === 'string' ? id : undefined;
}
