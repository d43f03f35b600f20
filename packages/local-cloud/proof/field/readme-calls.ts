/** What a README has its readers send. */
export interface ReadmeCall {
  /** The command, to find the one that names a path. */
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The last part of its path, for APIs that take any. */
  readonly lastPart?: string;
}

/** The calls that a README makes with curl; without headers that the reader has to fill in. */
export function readmeCalls(readme: string): ReadmeCall[] {
  const commands = readme
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\bcurl (?=[^()]*(?:https?:|-|[<{$'"]))/)
    .slice(1);
  return commands.map((rest) => {
    const command = rest.split(/\n\s*\n|\n\s*```|\ncurl /)[0] ?? '';
    const headers = [...command.matchAll(/(?:-H|--header)\s+(['"])(.*?)\1/g)].flatMap(([, , header = '']) => {
      const [name = '', ...value] = header.split(':');
      const text = value.join(':').trim();
      return text === '' || /[{<[$]/.test(text) ? [] : [[name.trim().toLowerCase(), text] as const];
    });
    const [, , body] = /(?:-d|--data|--data-raw|--json)\s+(['"])([\s\S]*?)\1(?:\s|$)/.exec(command) ?? [];
    const [, lastPart] = /\/([\w-]+)['"]?(?:\s|$)/.exec(command.replace(body ?? '', '')) ?? [];
    return {
      command,
      headers: Object.fromEntries(headers),
      ...(body !== undefined && { body }),
      ...(lastPart !== undefined && { lastPart }),
    };
  });
}

/** The README's call of a path: one that names it, else its first; for methods with a body one that has a body. */
export function readmeCall(
  calls: readonly ReadmeCall[],
  { method, path }: { readonly method: string; readonly path: string },
): ReadmeCall | undefined {
  const fitting = calls.filter(({ body }) => method === 'GET' || body !== undefined);
  const [, lastPart = ''] = /\/([\w.-]+)\/?$/.exec(path) ?? [];
  const named = fitting.find(({ command }) => command.toLowerCase().includes(lastPart.toLowerCase()));
  return named ?? fitting[0];
}
