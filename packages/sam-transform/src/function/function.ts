import { checkProperties } from '../check-properties.ts';
import { checkEvents, expandEvents } from '../events/expand-events.ts';
import type { Expansion, SamContext } from '../expansion.ts';
import { getAtt, ref } from '../intrinsics.ts';
import { present } from '../present.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { ownAttributes } from '../resource-attributes.ts';
import { invalidResource } from '../sam-error.ts';
import { markedTags, propagateTags } from '../tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { eventInvokeConfig } from './event-invoke-config.ts';
import { type PublishedAlias, publishedAlias } from './function-alias.ts';
import { functionCode } from './function-code.ts';
import { functionProperties, passedThrough } from './function-properties.ts';
import { chooseRole, functionRole, isTraced } from './function-role.ts';
import { functionUrl } from './function-url.ts';

/**
 * `AWS::Serverless::Function` as function, role, version, alias, URL and what its events need.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function expandFunction(
  logicalId: string,
  resource: Resource,
  resources: Readonly<Record<string, Resource>>,
  context: SamContext,
): Expansion {
  const properties = checkProperties(logicalId, resource.Properties ?? {}, functionProperties);
  checkEvents(logicalId, properties.Events);
  if (properties.ProvisionedConcurrencyConfig && !properties.AutoPublishAlias) {
    const message = 'To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function';
    throw invalidResource(logicalId, message);
  }
  checkTenancy(logicalId, properties);
  const queue = deadLetterQueue(logicalId, properties);
  const lambda = lambdaProperties(logicalId, properties, queue?.targetArn, context);
  const alias = publishedAlias(logicalId, resource, properties, lambda, resources, context);
  const invoke = eventInvokeConfig(logicalId, resource, properties, alias, context);
  const ownPolicies = [...(queue ? [queue.policy] : []), ...invoke.policies];
  const role = functionRole(logicalId, resource, properties, ownPolicies, context);
  const choice = chooseRole(logicalId, role, properties.Role);
  const events = expandEvents(eventTarget(logicalId, resource, alias), properties.Events, resources, context);
  const generated = {
    [logicalId]: {
      Type: 'AWS::Lambda::Function',
      ...ownAttributes(resource),
      Properties: { ...lambda, Role: choice.arn },
    },
    ...alias?.resources,
    ...functionUrl(logicalId, resource, properties, alias),
    ...invoke.resources,
    ...choice.resources,
    ...events.generated,
  };
  return {
    generated: propagateTags(generated, properties),
    linked: propagateTags(events.linked, properties),
    conditions: choice.conditions,
  };
}

// https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html
function checkTenancy(logicalId: string, properties: JsonObject): void {
  if (!properties.TenancyConfig) return;
  const refused = [
    ['ProvisionedConcurrencyConfig', 'Provisioned concurrency'],
    ['FunctionUrlConfig', 'Function URL'],
    ['SnapStart', 'SnapStart'],
  ].find(([name = '']) => properties[name]);
  const events = isObject(properties.Events) ? Object.values(properties.Events) : [];
  const types = events.map((event) => (isObject(event) ? event.Type : undefined));
  const type = types.find((each) => each !== 'Api' && each !== 'HttpApi');
  if (refused === undefined && type === undefined) return;
  const [what, more] = refused
    ? [refused[1], '']
    : [`Event source '${type}'`, ' Only Api and HttpApi event sources are supported.'];
  throw invalidResource(
    logicalId,
    `${what} is not supported for functions enabled with tenancy configuration.${more}`,
  );
}

function lambdaProperties(
  logicalId: string,
  properties: JsonObject,
  deadLetterArn: JsonValue | undefined,
  context: SamContext,
): JsonObject {
  const code = functionCode(logicalId, properties);
  // The translator leaves parameters resolved in the code of a function it publishes versions of.
  const isPublished = Boolean(properties.AutoPublishAlias);
  return present({
    ...Object.fromEntries(passedThrough.map((name) => [name, properties[name]])),
    Description: description(properties, context),
    Code: isPublished ? resolveParameters(code, context.parameters) : code,
    Tags: markedTags(logicalId, properties.Tags),
    TracingConfig: isTraced(properties, context) ? { Mode: properties.Tracing ?? null } : undefined,
    DeadLetterConfig: deadLetterArn === undefined ? undefined : { TargetArn: deadLetterArn },
  });
}

// Lambda publishes no version when nothing of the function changed, so a given hash is made part of it.
function description(properties: JsonObject, { parameters }: SamContext): JsonValue | undefined {
  const { AutoPublishAlias, AutoPublishCodeSha256, Description } = properties;
  if (!AutoPublishAlias || !AutoPublishCodeSha256) return Description;
  const codeSha = resolveParameters(AutoPublishCodeSha256, parameters);
  const own = resolveParameters(Description ?? '', parameters);
  if (isObject(own)) return { 'Fn::Join': [' ', [own, codeSha]] };
  return own ? `${own} ${codeSha}` : codeSha;
}

function eventTarget(logicalId: string, resource: Resource, alias: PublishedAlias | undefined) {
  return {
    functionId: logicalId,
    resource,
    name: ref(alias?.id ?? logicalId),
    arn: alias ? ref(alias.id) : getAtt(logicalId, 'Arn'),
  };
}
