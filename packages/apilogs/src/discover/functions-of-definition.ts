/** The ARNs of the functions that a stage's exported definition calls, with the stage's variables filled in. */
export function functionArnsOf(definition: unknown, variables: Readonly<Record<string, string>>): string[] {
  const uris = [...urisIn(definition)];
  const arns = uris.map((uri) => functionArn(uri, variables)).filter((arn) => arn !== undefined);
  return [...new Set(arns)].sort();
}

/** Integrations have their function in `uri`, authorizers in `authorizerUri`. */
function* urisIn(value: unknown): Generator<string> {
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    if ((name === 'uri' || name === 'authorizerUri') && typeof member === 'string') yield member;
    else yield* urisIn(member);
  }
}

function functionArn(uri: string, variables: Readonly<Record<string, string>>): string | undefined {
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? '');
  return /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(filled)?.[1];
}
