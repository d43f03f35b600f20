import { isObject, type JsonObject, type JsonValue, type Resource } from '../../template.ts';
import type { Expansion } from '../expansion.ts';
import type { SamContext } from '../sam-context.ts';
import { invalidEvent } from '../sam-error.ts';
import { expandApiEvent } from './api-event.ts';
import type { EventTarget, ExpandEvent } from './event-target.ts';
import { expandS3Event } from './s3-event.ts';
import { expandScheduleEvent } from './schedule-event.ts';

const eventTypes: Readonly<Record<string, ExpandEvent>> = {
  Api: expandApiEvent,
  S3: expandS3Event,
  Schedule: expandScheduleEvent,
};

/** What all events of a function generate, and the APIs and buckets they changed. */
export function expandEvents(
  target: EventTarget,
  events: JsonValue | undefined,
  resources: Readonly<Record<string, Resource>>,
  context: SamContext,
): Required<Pick<Expansion, 'generated' | 'linked'>> {
  let generated: Record<string, Resource> = {};
  let linked: Record<string, Resource> = {};
  for (const [id, event] of inPathOrder(isObject(events) ? events : {})) {
    const { type, properties } = checkEvent(target.functionId, id, event);
    const samEvent = { id, fullId: target.functionId + id, properties };
    const expansion = type(samEvent, target, { ...resources, ...linked }, context);
    generated = { ...generated, ...expansion.generated };
    linked = { ...linked, ...expansion.linked };
  }
  return { generated, linked };
}

function inPathOrder(events: JsonObject): [string, JsonValue][] {
  const place = ([id, event]: [string, JsonValue]): string => {
    const path = isObject(event) && isObject(event.Properties) ? event.Properties.Path : undefined;
    return typeof path === 'string' ? path : id;
  };
  return Object.entries(events).sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function checkEvent(
  functionId: string,
  id: string,
  event: JsonValue,
): { type: ExpandEvent; properties: JsonObject } {
  const { Type, Properties = {}, ...unknown }: JsonObject = isObject(event) ? event : {};
  if (typeof Type !== 'string') {
    const message = 'Resource dict has missing or invalid value for key Type. Event Type is: None.';
    throw invalidEvent(functionId, id, message);
  }
  const type = Object.hasOwn(eventTypes, Type) ? eventTypes[Type] : undefined;
  if (type === undefined) {
    throw invalidEvent(functionId, id, `events of type ${Type} are not supported by the embedded cloud`);
  }
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw invalidEvent(functionId, id, `${name} is not defined for an event`);
  if (!isObject(Properties)) throw invalidEvent(functionId, id, 'Properties should be a map.');
  return { type, properties: Properties };
}
