import { apiProperties } from './api/api.ts';
import { unsupportedEvents } from './events/expand-events.ts';
import { functionProperties } from './function/function-properties.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

/** The types that this transform lacks, and what AWS expands them to. */
const standIns: Readonly<Record<string, string>> = {
  'AWS::Serverless::CapacityProvider': 'AWS::Lambda::CapacityProvider',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::WebSocketApi': 'AWS::ApiGatewayV2::Api',
};

/**
 * SM-39: what is under a condition that is false is never made, so a template may have there what this transform
 * lacks: a type becomes the one that it stands for, without properties; events and properties are left out.
 */
export function withStandIns(
  resources: Readonly<Record<string, Resource>>,
  falseConditions: readonly string[],
): Record<string, Resource> {
  const entries = Object.entries(resources).map(([id, resource]) => {
    const isOff = isObject(resource) && falseConditions.includes(String(resource.Condition));
    return [id, isOff ? standIn(resource as unknown as Resource) : resource];
  });
  return Object.fromEntries(entries);
}

function standIn(resource: Resource): Resource {
  const { Type, Condition = '', Properties } = resource;
  const type = standIns[Type];
  if (type !== undefined) return { Type: type, Condition };
  const unsupported = unsupportedProperties[Type];
  if (unsupported === undefined || !isObject(Properties)) return resource;
  const kept = Object.entries(Properties).filter(([name]) => !unsupported.includes(name));
  return { ...resource, Properties: withKnownEvents(Object.fromEntries(kept)) };
}

const unsupportedProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::Serverless::Api': apiProperties.unsupported ?? [],
  'AWS::Serverless::Function': functionProperties.unsupported ?? [],
};

function withKnownEvents(properties: JsonObject): JsonObject {
  const { Events } = properties;
  if (!isObject(Events)) return properties;
  const known = Object.entries(Events).filter(([, event]) => !isUnsupported(event));
  return { ...properties, Events: Object.fromEntries(known) };
}

function isUnsupported(event: JsonValue): boolean {
  return isObject(event) && unsupportedEvents.includes(String(event.Type));
}
