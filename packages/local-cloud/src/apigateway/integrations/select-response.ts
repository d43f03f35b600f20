import { TemplateFault } from '@samples/mapping-templates';
import { boundedPatterns } from '../../aws/bounded-patterns.ts';
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
  const patterns = boundedPatterns();
  const selectable = responses
    .filter(({ selectionPattern }) => selectionPattern)
    .map((response) => ({ response, matches: patterns.compile(response.selectionPattern ?? '') }));
  const fallback = responses.find(({ selectionPattern }) => !selectionPattern);
  return (text) => {
    if (text === null) return fallback;
    patterns.restart();
    try {
      return selectable.find(({ matches }) => matches(text))?.response ?? fallback;
    } catch (error) {
      // Patterns that take too long count as an error in the API's configuration.
      throw error instanceof TemplateFault ? configurationError(error) : error;
    }
  };
}
