import type { Expansion, SamContext } from '../expansion.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';

/** What an event invokes: a function, or the alias published for it. */
export interface EventTarget {
  readonly functionId: string;
  /** The function as the template has it. */
  readonly resource: Resource;
  /** What a permission names. */
  readonly name: JsonObject;
  readonly arn: JsonObject;
}

/** One entry of a function's `Events`. */
export interface SamEvent {
  readonly id: string;
  /** Function and event id together: what is generated for the event is named with it. */
  readonly fullId: string;
  readonly properties: JsonValue;
}

export type ExpandEvent = (
  event: SamEvent,
  target: EventTarget,
  resources: Readonly<Record<string, Resource>>,
  context: SamContext,
) => Expansion;

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
