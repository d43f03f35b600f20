/** The condition keys of a request, such as `aws:SourceArn`; a key may have several values, or none. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

const special: Record<string, string> = { '*': '*', '?': '?', $: '$' };

/**
 * `${aws:PrincipalArn}` becomes the value of that condition key. A variable without a value matches nothing: it
 * becomes a character no ARN holds. `written` is how the pattern writes a value, where that is not the value itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandVariables(
  pattern: string,
  context: RequestContext,
  written: (value: string) => string = (value) => value,
): string {
  return pattern.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = special[name] ?? valueOfKey(context, name);
    return typeof value === 'string' ? written(value) : '\u0000';
  });
}

/** Condition keys are compared without regard to case. */
export function valueOfKey(context: RequestContext, key: string): string | readonly string[] | undefined {
  const name = key.toLowerCase();
  const found = Object.entries(context).find(([candidate]) => candidate.toLowerCase() === name);
  return found?.[1];
}
