import type { Expansion } from '../expansion.ts';
import type { SamContext } from '../sam-context.ts';
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
