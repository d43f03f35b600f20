import { type CompiledTemplate, compileTemplate, TemplateError } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { badRequest } from '../errors.ts';
import { lastValues } from '../event/record-of.ts';
import type { MappingScope } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import { longLength, renderInWorker } from './render-in-worker.ts';

/** All other requests wait while one is rendered in the event loop. */
const limits = { steps: 400_000, regexTime: 50, totalRegexTime: 50 };

/** Renders a mapping template for a body, a long one in a worker. */
export type MappingTemplate = (scope: MappingScope, body: string) => string | Promise<string>;

/**
 * Compiles a mapping template. An invalid one fails each call that needs it, as on AWS. One that AWS could run and
 * this cloud cannot is refused at deployment.
 */
export function compileMappingTemplate(source: string): MappingTemplate {
  const template = compiled(source);
  return (scope, body) => {
    const { bodyWork, stage } = scope.exchange;
    if (bodyWork && body.length > longLength) {
      return renderInWorker(bodyWork, scope, { source, body, params: parameters(scope) });
    }
    try {
      return template.render({
        body,
        get params() {
          return parameters(scope);
        },
        get context() {
          return scope.context;
        },
        stageVariables: stage.variables,
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
