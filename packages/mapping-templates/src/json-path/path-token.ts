import type { Value } from '../values/value.ts';

/** One step of a JSONPath. */
export type PathToken =
  | { readonly kind: 'property'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'descent' }
  | { readonly kind: 'function'; readonly name: string; readonly parameters: readonly Operand[] };

export interface ParsedPath {
  /** `$` is the whole document, `@` the element that a filter looks at. */
  readonly root: '$' | '@';
  readonly tokens: readonly PathToken[];
  /** Finds one value or nothing; otherwise a list. */
  readonly isDefinite: boolean;
}

export type Filter =
  | { readonly kind: 'or' | 'and'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'exists'; readonly path: ParsedPath; readonly isExpected: boolean }
  | {
      readonly kind: 'relation';
      readonly left: Operand;
      readonly operator: Relation;
      readonly right: Operand;
    };

export type Operand =
  | { readonly kind: 'path'; readonly path: ParsedPath }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'pattern'; readonly pattern: string };

export const relations = [
  '===',
  '!==',
  '==',
  '!=',
  '<=',
  '>=',
  '=~',
  '<',
  '>',
  'in',
  'nin',
  'subsetof',
  'contains',
  'all',
  'size',
  'empty',
  'anyof',
  'noneof',
] as const;

export type Relation = (typeof relations)[number];
