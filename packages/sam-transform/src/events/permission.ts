import { sharedAttributes } from '../resource-attributes.ts';
import type { JsonObject, Resource } from '../template.ts';
import type { EventTarget } from './event-target.ts';

/** The permission of a service to invoke what an event targets; `source` limits it to one source. */
export function permission(target: EventTarget, principal: string, source: JsonObject): Resource {
  return {
    Type: 'AWS::Lambda::Permission',
    ...sharedAttributes(target.resource),
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: target.name,
      Principal: principal,
      ...source,
    },
  };
}
