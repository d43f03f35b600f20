import type { OverriddenValues } from '@samples/mapping-templates';
import type { MappingScope } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import type { ParameterPlace, RequestParameters } from './request-parameters.ts';

/** Values in `$context.requestOverride` replace mapped parameters of the same names. */
export function overrideParameters(scope: MappingScope, mapped: RequestParameters): RequestParameters {
  const overrides = scope.overrides()?.request;
  if (!overrides) return mapped;
  for (const place of ['header', 'path', 'querystring'] satisfies ParameterPlace[]) {
    for (const [name, values] of entriesOf(overrides[place])) mapped[place].set(name, values);
  }
  return mapped;
}

/** The status in `$context.responseOverride`. A provisional one (1xx) is ignored, as it cannot end an exchange. */
export function overriddenStatus(scope: MappingScope): number | undefined {
  const status = scope.overrides()?.response.status ?? 0;
  return status >= 200 ? status : undefined;
}

/** The mapped headers with those of `$context.responseOverride` replaced or added. */
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
