import { search } from '@aws-lambda-powertools/jmespath';
import { UsageError } from './usage-error.ts';

type Document = Parameters<typeof search>[1];

/**
 * Applies a JMESPath expression to messages that are JSON: returns what it finds, or `undefined` where it finds
 * nothing. Other messages stay as they are. Throws a `UsageError` for an invalid expression.
 */
export function messageQuery(expression: string): (message: string) => string | undefined {
  try {
    search(expression, {});
  } catch (error) {
    // A type error says nothing of the expression: a function refuses the empty object given here.
    if (error instanceof Error && error.name !== 'JMESPathTypeError') {
      throw new UsageError(
        `Expected a JMESPath expression for --query, received ${JSON.stringify(expression)}: ${error.message}`,
      );
    }
  }
  return (message) => {
    const document = parseJson(message);
    if (document === undefined) return message;
    const found = find(expression, document);
    if (found === null || found === undefined) return undefined;
    return typeof found === 'string' ? found : JSON.stringify(found);
  };
}

function find(expression: string, document: Document): unknown {
  try {
    return search(expression, document);
  } catch {
    return undefined;
  }
}

function parseJson(message: string): Document | undefined {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as Document;
  } catch {
    return undefined;
  }
}
