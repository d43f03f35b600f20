import type { OverriddenValues } from '@samples/mapping-templates';
import type { MappingScope } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import type { ParameterPlace, RequestParameters } from './request-parameters.ts';

/** What templates wrote to `$context.requestOverride` replaces what was mapped to the same names. */
export function overrideParameters(scope: MappingScope, mapped: RequestParameters): RequestParameters {
  const overrides = scope.overrides()?.request;
  if (!overrides) return mapped;
  for (const place of ['header', 'path', 'querystring'] satisfies ParameterPlace[]) {
    for (const [name, values] of entriesOf(overrides[place])) mapped[place].set(name, values);
  }
  return mapped;
}

/** The status that a template wrote to `$context.responseOverride`; a provisional one ends no exchange. */
export function overriddenStatus(scope: MappingScope): number | undefined {
  const status = scope.overrides()?.response.status ?? 0;
  return status >= 200 ? status : undefined;
}

/** The mapped headers, those replaced or added that a template wrote to `$context.responseOverride`. */
export function overrideHeaders(scope: MappingScope, mapped: readonly Header[]): readonly Header[] {
  const overrides = entriesOf(scope.overrides()?.response.header ?? {});
  if (overrides.length === 0) return mapped;
  const names = new Set(overrides.map(([name]) => name.toLowerCase()));
  return [
    ...mapped.filter(([name]) => !names.has(name.toLowerCase())),
    ...overrides.flatMap(([name, values]) => values.map((value): Header => [name, value])),
  ];
}

function entriesOf(overrides: OverriddenValues): (readonly [name: string, values: readonly string[]])[] {
  return Object.entries(overrides).map(([name, values]) => [
    name,
    typeof values === 'string' ? [values] : values,
  ]);
}
