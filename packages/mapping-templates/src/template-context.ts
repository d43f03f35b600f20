import { createExpressions } from './expressions.ts';
import { Meter } from './meter.ts';
import { javaText } from './values/java-text.ts';
import { isMap, mapEntries, mapGet } from './values/map-value.ts';
import { isList, itemsOf, JavaMap, type Value } from './values/value.ts';
import { copyOfValue, type ValueCopy, valueOfCopy } from './values/value-copy.ts';

/** The values of `$context`. A null prints empty; an undefined value is not there at all. */
export interface ContextValues {
  readonly [name: string]: string | number | boolean | null | undefined | ContextValues;
}

/**
 * `$context` of one exchange: its response template can read what its request template has written. Costs nothing
 * until a template reads it.
 */
export class TemplateContext {
  readonly #values: ContextValues;
  #map: JavaMap | undefined;

  /** `values` are all but `requestOverride` and `responseOverride`, which start empty. */
  constructor(values: ContextValues = {}) {
    this.#values = values;
  }

  /** @internal */
  get map(): JavaMap {
    this.#map ??= contextMap(this.#values);
    return this.#map;
  }

  /** What can be sent to another thread, and adopted there; undefined before a template has read it. */
  copy(): ContextCopy | undefined {
    return this.#map && copyOfValue(this.#map);
  }

  /** Takes the state of another context. Undefined changes nothing. */
  adopt(copy: ContextCopy | undefined): void {
    const map = valueOfCopy(copy);
    if (map instanceof JavaMap) this.#map = map;
  }

  /** What templates have set so far in `$context.requestOverride` and `$context.responseOverride`. */
  overrides(): Overrides {
    return readOverrides(this.#map ?? new JavaMap());
  }
}

/** A `TemplateContext` as data for the structured clone algorithm. */
export type ContextCopy = ValueCopy;

/** What templates have overridden: instead of the mapped parameters, and of the status that was selected. */
export interface Overrides {
  readonly request: {
    readonly header: OverriddenValues;
    readonly path: OverriddenValues;
    readonly querystring: OverriddenValues;
  };
  readonly response: {
    /** Undefined unless it is a whole number from 100 to 599. */
    readonly status?: number;
    readonly header: OverriddenValues;
  };
}

/** By name; a list is sent as several values. */
export type OverriddenValues = Readonly<Record<string, string | readonly string[]>>;

// AWS's own order, which `$context.keySet()` shows. Other names follow.
const names = [
  'resourceId',
  'resourcePath',
  'httpMethod',
  'extendedRequestId',
  'requestTime',
  'path',
  'accountId',
  'protocol',
  'requestOverride',
  'stage',
  'domainPrefix',
  'requestTimeEpoch',
  'requestId',
  'identity',
  'domainName',
  'deploymentId',
  'responseOverride',
  'apiId',
];

function contextMap(values: ContextValues): JavaMap {
  const all: Readonly<Record<string, Value | ContextValues>> = {
    ...values,
    requestOverride: emptyPlaces(['path', 'header', 'querystring']),
    responseOverride: emptyPlaces(['header']),
  };
  const map = new JavaMap();
  for (const name of new Set([...names, ...Object.keys(values)])) {
    const value = all[name];
    if (value !== undefined) map.entries.set(name, contextValue(value));
  }
  return map;
}

function emptyPlaces(places: readonly string[]): JavaMap {
  return new JavaMap(places.map((place) => [place, new JavaMap()] as const));
}

function contextValue(value: Value | ContextValues): Value {
  if (typeof value !== 'object' || value === null || value instanceof JavaMap) return value as Value;
  return new JavaMap(
    Object.entries(value as ContextValues).map(([name, inner]) => [name, contextValue(inner)]),
  );
}

function readOverrides(context: JavaMap): Overrides {
  const request = context.entries.get('requestOverride');
  const response = context.entries.get('responseOverride');
  const status = overriddenStatus(isMap(response) ? mapGet(response, 'status') : undefined);
  return {
    request: {
      header: overriddenValues(request, 'header'),
      path: overriddenValues(request, 'path'),
      querystring: overriddenValues(request, 'querystring'),
    },
    response: { ...(status && { status }), header: overriddenValues(response, 'header') },
  };
}

function overriddenStatus(value: Value): number | undefined {
  const isWhole = typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value));
  const status = isWhole ? Number(value) : 0;
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

function overriddenValues(override: Value, place: string): OverriddenValues {
  const values = isMap(override) ? mapGet(override, place) : undefined;
  if (!isMap(values)) return {};
  const meter = new Meter(createExpressions());
  const text = (value: Value) => (value === null || value === undefined ? '' : javaText(value, meter));
  return Object.fromEntries(
    mapEntries(values).map(([name, value]) => [
      text(name),
      isList(value) ? itemsOf(value).map(text) : text(value),
    ]),
  );
}
