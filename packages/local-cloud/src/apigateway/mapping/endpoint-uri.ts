type Texts = Readonly<Record<string, string>>;
type PathValues = ReadonlyMap<string, readonly string[]>;
type Part = string | ((stageVariables: Texts, path: PathValues) => string);

const reference = /\$\{stageVariables\.([^}]+)\}|\$\{[^}]*\}|\{([^{}]+)\}/g;

/**
 * Compiles an integration's `uri`: `${stageVariables.x}` is replaced (by nothing when it is not set), and `{name}` by
 * the mapped path parameter. A `{name}` without a value stays as it is written.
 */
export function compileEndpointUri(uri: string): (stageVariables: Texts, path: PathValues) => string {
  const parts: Part[] = [];
  let end = 0;
  for (const match of uri.matchAll(reference)) {
    const [text, variable, name] = match;
    parts.push(uri.slice(end, match.index), partOf(text, variable, name));
    end = match.index + text.length;
  }
  parts.push(uri.slice(end));
  return (stageVariables, path) =>
    parts.map((part) => (typeof part === 'string' ? part : part(stageVariables, path))).join('');
}

function partOf(text: string, variable: string | undefined, name: string | undefined): Part {
  if (variable !== undefined) {
    return (stageVariables) =>
      Object.hasOwn(stageVariables, variable) ? (stageVariables[variable] ?? '') : '';
  }
  if (name === undefined) return text;
  return (_, path) => {
    const values = path.get(name);
    return values ? percentEncoded(values.join(',')).replaceAll('#', '%23') : text;
  };
}

const unsafe = /[^\x21-\x7e]|["<>\\^`]/gu;

/** Escapes the characters that a URL cannot contain. Escapes and separators stay. */
export function percentEncoded(text: string): string {
  return text.replace(unsafe, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
