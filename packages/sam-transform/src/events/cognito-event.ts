import { checkProperties, type PropertyRules } from '../check-properties.ts';
import type { Expansion } from '../expansion.ts';
import { getAtt, referredId } from '../intrinsics.ts';
import { invalidEvent, invalidResource, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type Resource } from '../template.ts';
import { type EventTarget, permission, type SamEvent } from './event-target.ts';

const cognitoProperties: PropertyRules = {
  type: 'Cognito',
  properties: { UserPool: ['string'], Trigger: ['string', 'list of strings'] },
  required: ['UserPool', 'Trigger'],
  literal: ['Trigger'],
};

/**
 * SM-32: the permission of the user pool to invoke the function, and the pool with the triggers that do.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cognito.html
 */
export function expandCognitoEvent(
  event: SamEvent,
  target: EventTarget,
  resources: Readonly<Record<string, Resource>>,
): Expansion {
  const properties = checkProperties(event.fullId, event.properties, cognitoProperties);
  const poolId = isObject(properties.UserPool) ? properties.UserPool.Ref : undefined;
  if (poolId !== undefined && typeof poolId !== 'string') {
    throw invalidEvent(target.functionId, event.fullId, 'Ref in Userpool is not a string.');
  }
  const pool = typeof poolId === 'string' ? resources[poolId] : undefined;
  if (typeof poolId !== 'string' || pool === undefined) {
    const message = 'Cognito events must reference a Cognito UserPool in the same template.';
    throw invalidEvent(target.functionId, event.id, message);
  }
  // One permission serves all triggers of a function, or of the alias that is published for it.
  const source = { SourceArn: getAtt(poolId, 'Arn') };
  return {
    generated: {
      [`${referredId(target.name)}CognitoPermission`]: permission(
        target,
        'cognito-idp.amazonaws.com',
        source,
      ),
    },
    linked: { [poolId]: withTriggers(poolId, pool, event, target, properties) },
  };
}

function withTriggers(
  poolId: string,
  pool: Resource,
  event: SamEvent,
  target: EventTarget,
  { Trigger }: JsonObject,
): Resource {
  const existing = pool.Properties?.LambdaConfig ?? {};
  if (!isObject(existing)) throw invalidResource(poolId, "Property 'LambdaConfig' should be a map.");
  const LambdaConfig: JsonObject = { ...existing };
  for (const name of Array.isArray(Trigger) ? Trigger : [Trigger]) {
    if (Object.hasOwn(LambdaConfig, String(name))) {
      const message = `Cognito trigger "${quoted(Trigger ?? null)}" defined multiple times.`;
      throw invalidEvent(target.functionId, event.id, message);
    }
    LambdaConfig[String(name)] = target.arn;
  }
  return { ...pool, Properties: { ...pool.Properties, LambdaConfig } };
}
