import { apiProperties } from './api/api.ts';
import { unsupportedEvents } from './events/expand-events.ts';
import { functionProperties } from './function/function-properties.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

const connector = 'AWS::Serverless::Connector';

/** The types that this transform lacks, and what AWS expands them to. */
const standIns: Readonly<Record<string, string>> = {
  'AWS::Serverless::CapacityProvider': 'AWS::Lambda::CapacityProvider',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::WebSocketApi': 'AWS::ApiGatewayV2::Api',
};

/** The types that AWS's translator has and this transform lacks; it leaves any other as it is, for CloudFormation. */
export const lackingTypes: readonly string[] = [connector, ...Object.keys(standIns)];

/**
 * SM-39: what is under a condition that is false is never made, so a template may have there what this transform
 * lacks: a type becomes the one that it stands for, without properties; connectors, events and properties are left out,
 * and an image is code.
 */
export function withStandIns(
  resources: Readonly<Record<string, Resource>>,
  falseConditions: readonly string[],
): Record<string, Resource> {
  const entries = Object.entries(resources).flatMap(([id, resource]) => {
    const isOff = isObject(resource) && falseConditions.includes(String(resource.Condition));
    if (!isOff) return [[id, resource] as const];
    return resource.Type === connector ? [] : [[id, standIn(resource as unknown as Resource)] as const];
  });
  return Object.fromEntries(entries);
}

function standIn({ Connectors: _, ...resource }: Resource & { readonly Connectors?: unknown }): Resource {
  const { Type, Condition = '', Properties } = resource;
  const type = standIns[Type];
  if (type !== undefined) return { Type: type, Condition };
  const unsupported = unsupportedProperties[Type];
  if (unsupported === undefined || !isObject(Properties)) return resource;
  const kept = Object.entries(Properties).filter(([name]) => !unsupported.includes(name));
  const known = withKnownEvents(withoutRecords(Object.fromEntries(kept)));
  return { ...resource, Properties: known.PackageType === 'Image' ? { ...known, ...someCode } : known };
}

const someCode = { PackageType: 'Zip', InlineCode: '', Handler: 'index.handler', Runtime: 'nodejs24.x' };

/** What this transform lacks, of `EventInvokeConfig` a part. */
const unsupportedProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::Serverless::Api': apiProperties.unsupported ?? [],
  'AWS::Serverless::Function': ['EventInvokeConfig', ...(functionProperties.unsupported ?? [])],
};

function withKnownEvents(properties: JsonObject): JsonObject {
  const { Events } = properties;
  if (!isObject(Events)) return properties;
  const known = Object.entries(Events).filter(([, event]) => !isUnsupported(event));
  return {
    ...properties,
    Events: Object.fromEntries(known.map(([name, event]) => [name, withoutQueue(event)])),
  };
}

/** Without the records of a domain, which lead to it in Route 53. */
function withoutRecords(properties: JsonObject): JsonObject {
  const { Domain } = properties;
  if (!isObject(Domain)) return properties;
  const { Route53: _, ...domain } = Domain;
  return { ...properties, Domain: domain };
}

function withoutQueue(event: JsonValue): JsonValue {
  if (!isObject(event) || !isObject(event.Properties)) return event;
  const { DeadLetterConfig: _, ...properties } = event.Properties;
  return { ...event, Properties: properties };
}

function isUnsupported(event: JsonValue): boolean {
  return isObject(event) && unsupportedEvents.includes(String(event.Type));
}
