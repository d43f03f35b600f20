import type { MappingScope } from './mapping-scope.ts';

/** Renders a template's text for a body. */
export type MappingTemplate = (scope: MappingScope, body: string) => string;

export function compileMappingTemplate(source: string): MappingTemplate {
  return () => source;
}
