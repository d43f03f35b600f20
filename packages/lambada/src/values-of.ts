import type { Parameter, ValueParameter } from './model.ts';

/** The values that a parameter takes from the request, those within a bean included. */
export function valuesOf(parameter: Parameter): ValueParameter[] {
  if (parameter.kind === 'bean') return parameter.fields.flatMap((field) => valuesOf(field.parameter));
  return parameter.kind === 'body' || parameter.kind === 'context' ? [] : [parameter];
}
