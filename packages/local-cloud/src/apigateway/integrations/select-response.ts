import { compileJavaRegex, type JavaRegex, TemplateFault } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { configurationError } from '../gateway-responses/gateway-fault.ts';

interface Selectable {
  /** Has to match the whole string. Absent or empty for the default. */
  readonly selectionPattern: string | undefined;
}

/**
 * Selects the integration response by a string, or the default for null. Entries are in
 * order of status, lowest first.
 */
export function compileSelection<Response extends Selectable>(
  responses: readonly Response[],
): (text: string | null) => Response | undefined {
  const patterns = responses
    .filter(({ selectionPattern }) => selectionPattern)
    .map((response) => ({
      response,
      pattern: compileJavaRegex(response.selectionPattern ?? '', { runBounded }),
    }));
  const fallback = responses.find(({ selectionPattern }) => !selectionPattern);
  return (text) => {
    if (text === null) return fallback;
    return patterns.find(({ pattern }) => matches(pattern, text))?.response ?? fallback;
  };
}

/** A pattern that takes too long counts as an error in the API's configuration. */
function matches(pattern: JavaRegex, text: string): boolean {
  try {
    return pattern.matches(text);
  } catch (error) {
    throw error instanceof TemplateFault ? configurationError(error) : error;
  }
}
