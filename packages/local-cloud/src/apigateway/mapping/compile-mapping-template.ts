import { type CompiledTemplate, compileTemplate, TemplateError } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { badRequest } from '../errors.ts';
import { lastValues } from '../event/record-of.ts';
import type { MappingScope } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';

/** All requests wait while one is rendered. A body of 1 MB with 24,500 items takes a tenth of these steps. */
const limits = { steps: 2_000_000, totalRegexTime: 150 };

/** Renders a mapping template for a body. */
export type MappingTemplate = (scope: MappingScope, body: string) => string;

/**
 * Compiles a mapping template. An invalid one fails each call that needs it, as on AWS. One that AWS could run and
 * this cloud cannot is refused at deployment.
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
    return compileTemplate(source, { runBounded, limits });
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
