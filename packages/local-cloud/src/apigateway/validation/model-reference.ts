const forms = [
  /^#\/definitions\/([^/]+)(\/.*)?$/s,
  /^#\/components\/schemas\/([^/]+)(\/.*)?$/s,
  /^https:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/#]+)(?:#(\/.*)?)?$/s,
];

/** The model that a `$ref` names, in any of the ways AWS takes, and what is meant within it. */
export function modelReference(reference: string): { name: string; pointer: string } | undefined {
  for (const form of forms) {
    const [matched, name = '', pointer = ''] = reference.match(form) ?? [];
    if (matched !== undefined) return { name: name.replaceAll('~1', '/').replaceAll('~0', '~'), pointer };
  }
  return undefined;
}
