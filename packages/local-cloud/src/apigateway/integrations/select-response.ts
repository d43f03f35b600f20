interface Selectable {
  /** Anchored to the whole text; absent or empty for the default. */
  readonly selectionPattern: string | undefined;
}

/**
 * Makes the choice of the integration response for a text, or for a result that no pattern matches. Entries stand in
 * order of status, lowest first.
 */
export function compileSelection<Response extends Selectable>(
  responses: readonly Response[],
): (text: string | null) => Response | undefined {
  const patterns = responses
    .filter(({ selectionPattern }) => selectionPattern)
    .map((response) => ({ response, pattern: new RegExp(`^(?:${response.selectionPattern})$`, 's') }));
  const fallback = responses.find(({ selectionPattern }) => !selectionPattern);
  return (text) => {
    if (text === null) return fallback;
    return patterns.find(({ pattern }) => pattern.test(text))?.response ?? fallback;
  };
}
