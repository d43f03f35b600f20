import { TemplateFault } from '../template-error.ts';

type Replacement = (match: string, groups: unknown) => string;

interface Groups {
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Compiles a replacement like `Matcher.appendReplacement`. Throws a TemplateFault for a group that does not exist. */
export function compileReplacement(replacement: string, groups: Groups): Replacement {
  const parts: (string | number)[] = [];
  for (let at = 0; at < replacement.length; ) {
    const character = replacement.charAt(at);
    if (character === '$') {
      const reference = readReference(replacement, at + 1, groups);
      parts.push(reference.group);
      at = reference.end;
    } else {
      if (character === '\\') at += 1;
      if (at === replacement.length) throw new TemplateFault('A replacement ends in a single backslash');
      parts.push(replacement.charAt(at));
      at += 1;
    }
  }
  if (parts.every((part) => typeof part === 'string')) return () => parts.join('');
  return (match, matched) => parts.map((part) => partText(part, match, matched)).join('');
}

function partText(part: string | number, match: string, matched: unknown): string {
  if (typeof part === 'string') return part;
  if (part === 0) return match;
  return (matched as Readonly<Record<string, string | undefined>>)[`g${part}`] ?? '';
}

/** `$n` takes as many digits as there are groups for; `${name}` a named group. */
function readReference(text: string, start: number, groups: Groups): { group: number; end: number } {
  const name = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(text.slice(start))?.[1];
  if (name !== undefined) {
    const group = groups.names.get(name);
    if (group === undefined) throw new TemplateFault(`No group with name {${name}}`);
    return { group, end: start + name.length + 2 };
  }
  if (!/[0-9]/.test(text.charAt(start))) throw new TemplateFault('Illegal group reference in a replacement');
  let group = Number(text.charAt(start));
  let end = start + 1;
  if (group > groups.groupCount) throw new TemplateFault(`No group ${group}`);
  while (/[0-9]/.test(text.charAt(end)) && group * 10 + Number(text.charAt(end)) <= groups.groupCount) {
    group = group * 10 + Number(text.charAt(end));
    end += 1;
  }
  return { group, end };
}
