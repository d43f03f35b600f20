import { configurationError } from '../gateway-responses/gateway-fault.ts';
import { badRequest } from '../rest-api-record.ts';
import { type CompiledTemplate, compileTemplate } from '../templates/compile-template.ts';
import { TemplateError } from '../templates/template-error.ts';
import type { MappingScope } from './mapping-scope.ts';

/** Renders a template for a body. */
export type MappingTemplate = (scope: MappingScope, body: string) => string;

/**
 * Compiles a mapping template. One that is wrong fails each call that needs it, as on AWS; one that AWS could run and
 * this cloud cannot is refused here.
 */
export function compileMappingTemplate(source: string): MappingTemplate {
  const template = compiled(source);
  return (scope, body) => {
    const { variables } = scope.exchange.stage;
    try {
      return template.render({
        body,
        get params() {
          return parameters(scope);
        },
        get context() {
          return scope.context;
        },
        stageVariables: variables,
      });
    } catch (error) {
      throw error instanceof TemplateError ? configurationError(error) : error;
    }
  };
}

function compiled(source: string): CompiledTemplate {
  try {
    return compileTemplate(source);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.isUnsupported) throw badRequest(`Invalid mapping template: ${error.message}`);
    return {
      render() {
        throw error;
      },
    };
  }
}

function parameters({ exchange, query, headers }: MappingScope) {
  return {
    path: exchange.pathParameters ?? {},
    querystring: lastValues(query),
    header: lastValues(headers),
  };
}

/** Without a prototype: a client may name a header or parameter `__proto__`. */
function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [name, all] of values) record[name] = all.at(-1) ?? '';
  return record;
}
