import type { IntegrationResult, MappingScope } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { Header } from '../headers/header.ts';
import { type BodyDocument, bodyDocument } from './body-document.ts';
import { bodyPaths, compileBodySource } from './body-source.ts';
import { compileSource, joinedOf, lastOf, refuseExpression, type ValueSource } from './compile-source.ts';
import { readBodyInWorker } from './read-body-in-worker.ts';
import { longLength } from './render-in-worker.ts';

/** What the mappings of a response read of it. */
interface MappedResult {
  readonly headers: readonly Header[];
  readonly body: () => BodyDocument;
}

const target = /^method\.response\.header\.(\S+)$/;

/**
 * Compiles `responseParameters`, the headers of the response. Only those are sent that the method response
 * declares. Refuses an invalid expression.
 */
export function compileResponseParameters(
  parameters: Readonly<Record<string, string>>,
  isDeclared: (target: string) => boolean,
): (scope: MappingScope, result: IntegrationResult) => Promise<Header[]> {
  const mappings = Object.entries(parameters).map(([expression, sourceText]) => {
    const [, name = ''] = expression.match(target) ?? refuseExpression(expression);
    return {
      expression,
      name,
      sourceText,
      source: compileResponseSource(sourceText) ?? refuseExpression(sourceText),
    };
  });
  const declared = mappings.filter(({ expression }) => isDeclared(expression));
  const paths = bodyPaths(
    declared.map(({ sourceText }) => sourceText),
    'integration.response.',
  );
  return async (scope, { headers, body }) => {
    const { bodyWork } = scope.exchange;
    let document: BodyDocument | undefined;
    if (paths && bodyWork && body.length > longLength) {
      document = await readBodyInWorker(bodyWork, body, paths, configurationError);
    }
    const result = {
      headers,
      body() {
        document ??= bodyDocument(body, configurationError);
        return document;
      },
    };
    return declared.flatMap(({ name, source }) =>
      source(scope, result).map((value): Header => [name, value]),
    );
  };
}

function compileResponseSource(expression: string): ValueSource<MappedResult> | undefined {
  return compileSource(expression, 'integration.response.', (place, name) => {
    if (place === 'body') return responseBodySource(name);
    if (name === undefined) return undefined;
    if (place === 'header') return (_, result) => lastOf(headerValues(result, name));
    if (place === 'multivalueheader') return (_, result) => joinedOf(headerValues(result, name));
    return undefined;
  });
}

function responseBodySource(expression: string | undefined): ValueSource<MappedResult> | undefined {
  const source = compileBodySource(expression);
  return source && ((_, { body }) => source(body()));
}

/** Names are case-sensitive, as the back end spells them. */
function headerValues({ headers }: MappedResult, name: string): string[] {
  return headers.filter(([spelling]) => spelling === name).map(([, value]) => value);
}
