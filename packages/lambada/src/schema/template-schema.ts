import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';

/** A template literal type, such as `order-${number}`, is a string with a pattern. */
export function templateSchema({ texts, types }: ts.TemplateLiteralType): JsonSchema {
  const parts = texts.map((text, index) => {
    const type = types[index];
    return escapeRegExp(text) + (type ? patternOf(type) : '');
  });
  return { type: 'string', pattern: `^${parts.join('')}$` };
}

function patternOf(type: ts.Type): string {
  if (type.flags & ts.TypeFlags.Number) return '-?[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?';
  if (type.flags & ts.TypeFlags.BigInt) return '-?[0-9]+';
  return '[\\s\\S]*';
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
