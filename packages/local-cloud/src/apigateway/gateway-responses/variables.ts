import { decodeQuery } from '../event/query-string.ts';
import type { FaultScope } from '../exchange.ts';
import type { GatewayFault } from './gateway-fault.ts';

export type Renderer = (scope: FaultScope) => string;

const reference = /\$(?:\{([\w.-]+)\}|([A-Za-z][\w-]*(?:\.[\w-]+)*))/g;

/** Compiles a template of a gateway response: variables only, no directives. */
export function compileVariables(template: string): Renderer {
  const parts: (string | Renderer)[] = [];
  let end = 0;
  for (const match of template.matchAll(reference)) {
    parts.push(template.slice(end, match.index), compileValue(match[1] ?? match[2] ?? ''));
    end = match.index + match[0].length;
  }
  parts.push(template.slice(end));
  return (scope) => parts.map((part) => (typeof part === 'string' ? part : part(scope))).join('');
}

/** A parameter's source: `'text'`, `context.x`, `stageVariables.x` or `method.request.<place>.x`. Unknown is empty. */
export function compileValue(source: string): Renderer {
  const literal = source.match(/^'(.*)'$/s);
  if (literal) return () => literal[1] ?? '';
  const [root = '', ...path] = source.split('.');
  if (root === 'context') return (scope) => contextValue(scope, path);
  if (root === 'stageVariables') return ({ call }) => ownText(call.stage.variables, path.join('.'));
  if (root === 'method' && path[0] === 'request') {
    const [, place = '', ...name] = path;
    return (scope) => requestValue(scope, place, name.join('.'));
  }
  return () => '';
}

function contextValue({ context, fault }: FaultScope, path: readonly string[]): string {
  if (path[0] === 'error') return errorValue(fault, path[1]);
  let value: unknown = context;
  for (const key of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return '';
    value = (value as Record<string, unknown>)[key];
  }
  return value === null || typeof value === 'object' ? '' : String(value);
}

/** A member of `$context.error`. */
export function errorValue(fault: GatewayFault, name: string | undefined): string {
  if (name === 'message') return fault.message;
  if (name === 'messageString') return fault.message === '' ? 'null' : JSON.stringify(fault.message);
  if (name === 'responseType') return fault.type;
  // Without quotes: templates add their own.
  if (name === 'validationErrorString') return JSON.stringify(fault.validationErrors?.() ?? '').slice(1, -1);
  return '';
}

function requestValue({ call, pathParameters }: FaultScope, place: string, name: string): string {
  if (place === 'path') return ownText(pathParameters ?? {}, name);
  if (place === 'header') return String(call.headers[name.toLowerCase()] ?? '');
  if (place === 'querystring') return decodeQuery(call.rawQuery)?.get(name)?.at(-1) ?? '';
  return '';
}

function ownText(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}
