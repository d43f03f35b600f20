import type { Header } from '../exchange.ts';
import type { MappingScope } from './mapping-scope.ts';
import type { ParameterPlace, RequestParameters } from './request-parameters.ts';

/** What templates wrote to `$context.requestOverride` replaces what was mapped to the same names. */
export function overrideParameters(scope: MappingScope, mapped: RequestParameters): RequestParameters {
  const overrides = scope.context.requestOverride;
  for (const place of ['header', 'path', 'querystring'] satisfies ParameterPlace[]) {
    for (const [name, values] of entriesOf(overrides[place])) mapped[place].set(name, values);
  }
  return mapped;
}

/** The status that a template wrote to `$context.responseOverride`, where an answer can have it. */
export function overriddenStatus({ context }: MappingScope): number | undefined {
  const { status } = context.responseOverride as { readonly status?: unknown };
  const isStatus = Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599;
  return isStatus ? Number(status) : undefined;
}

/** The mapped headers, those replaced or added that a template wrote to `$context.responseOverride`. */
export function overrideHeaders({ context }: MappingScope, mapped: readonly Header[]): readonly Header[] {
  const overrides = entriesOf(context.responseOverride.header);
  if (overrides.length === 0) return mapped;
  const names = new Set(overrides.map(([name]) => name.toLowerCase()));
  return [
    ...mapped.filter(([name]) => !names.has(name.toLowerCase())),
    ...overrides.flatMap(([name, values]) => values.map((value): Header => [name, value])),
  ];
}

function entriesOf(overrides: object): [name: string, values: string[]][] {
  return Object.entries(overrides).map(([name, value]) => [
    name,
    (Array.isArray(value) ? value : [value]).map(String),
  ]);
}
