import { eventIds } from '../api/api-routes.ts';
import type { Expansion, SamContext } from '../expansion.ts';
import { invalidEvent, notSupportedInEvent, quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { expandApiEvent } from './api-event.ts';
import { expandCognitoEvent } from './cognito-event.ts';
import type { EventTarget, ExpandEvent } from './event-target.ts';
import { expandS3Event } from './s3-event.ts';
import { expandScheduleEvent } from './schedule-event.ts';
import { expandScheduleV2Event } from './schedule-v2-event.ts';

const eventTypes: Readonly<Record<string, ExpandEvent>> = {
  Api: expandApiEvent,
  Cognito: expandCognitoEvent,
  S3: expandS3Event,
  Schedule: expandScheduleEvent,
  ScheduleV2: expandScheduleV2Event,
};

/** AWS's types of events that are refused by name. */
export const unsupportedEvents = [
  'AlexaSkill',
  'CloudWatchEvent',
  'CloudWatchLogs',
  'DocumentDB',
  'DynamoDB',
  'EventBridgeRule',
  'HttpApi',
  'IoTRule',
  'Kinesis',
  'MQ',
  'MSK',
  'SelfManagedKafka',
  'SNS',
  'SQS',
];

/** Throws for the first event that AWS has no type for: it looks at these before the function's code. */
export function checkEvents(functionId: string, events: JsonValue | undefined): void {
  for (const [id, event] of Object.entries(isObject(events) ? events : {})) {
    const isLacking = isObject(event) && unsupportedEvents.includes(String(event.Type));
    if (!isLacking) checkEvent(functionId, id, event);
  }
}

/** What all events of a function generate, and the APIs and buckets they changed. */
export function expandEvents(
  target: EventTarget,
  events: JsonValue | undefined,
  resources: Readonly<Record<string, Resource>>,
  context: SamContext,
): Required<Pick<Expansion, 'generated' | 'linked'>> {
  const generated: Record<string, Resource> = {};
  const linked: Record<string, Resource> = {};
  for (const [id, event] of inPathOrder(isObject(events) ? events : {}, context)) {
    const { type, properties } = checkEvent(target.functionId, id, event);
    const samEvent = { id, fullId: target.functionId + id, properties };
    const expansion = type(samEvent, target, { ...resources, ...linked }, context);
    Object.assign(generated, expansion.generated);
    Object.assign(linked, expansion.linked);
  }
  return { generated, linked };
}

// The translator sorts by path so that `$default` of an HTTP API comes first; REST APIs are sorted with them.
function inPathOrder(events: JsonObject, { hasApi }: SamContext): [string, JsonValue][] {
  const place = ([id, event]: [string, JsonValue]): string => {
    const path = isObject(event) && isObject(event.Properties) ? event.Properties.Path : undefined;
    return typeof path === 'string' ? path : id;
  };
  const ids = hasApi ? eventIds(events) : Object.keys(events);
  const entries = ids.map((id): [string, JsonValue] => [id, events[id] ?? null]);
  return entries.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function checkEvent(
  functionId: string,
  id: string,
  event: JsonValue,
): { type: ExpandEvent; properties: JsonValue } {
  // Python's own words, which the translator passes on for an event that says nothing.
  if (event === null) throw invalidEvent(functionId, id, "'NoneType' object has no attribute 'get'");
  const { Type = 'None', Properties = {}, ...unknown }: JsonObject = isObject(event) ? event : {};
  const name = quoted(Type);
  const type = Object.hasOwn(eventTypes, name) ? eventTypes[name] : undefined;
  if (type === undefined) {
    if (unsupportedEvents.includes(name)) {
      throw notSupportedInEvent(functionId, id, `events of type ${name} are`);
    }
    const message = `Resource dict has missing or invalid value for key Type. Event Type is: ${name}.`;
    throw invalidEvent(functionId, id, message);
  }
  const [attribute] = Object.keys(unknown);
  if (attribute !== undefined) throw invalidEvent(functionId, id, `${attribute} is not defined for an event`);
  if (!isObject(Properties)) throw invalidEvent(functionId, id, 'Properties should be a map.');
  return { type, properties: Properties };
}
