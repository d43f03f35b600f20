import { invalidTemplate, quoted } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

export type ParameterValues = Readonly<Record<string, JsonValue>>;

/** The value with `Ref` and `${…}` of known parameters replaced; every other intrinsic function stays. */
export function resolveParameters(value: JsonValue, parameters: ParameterValues): JsonValue {
  if (Array.isArray(value)) return value.map((item) => resolveParameters(item, parameters));
  if (!isObject(value)) return value;
  // More keys than one make it a map that happens to have a `Ref`.
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof value.Ref === 'string') return parameters[value.Ref] ?? value;
  if (keys.length === 1 && value['Fn::Sub'] !== undefined) {
    return { 'Fn::Sub': resolveSub(value['Fn::Sub'], parameters) };
  }
  return resolveEach(value, parameters);
}

function resolveEach(value: JsonObject, parameters: ParameterValues): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolveParameters(item, parameters)]),
  );
}

function resolveSub(argument: JsonValue, parameters: ParameterValues): JsonValue {
  if (typeof argument === 'string') return substitute(argument, parameters);
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return argument;
  const [text, ...variables] = argument;
  return [substitute(text, parameters), ...variables.map((item) => resolveParameters(item, parameters))];
}

// Inside `Fn::Sub` a value can only become text, so a list is an error; what is not a parameter may be a resource.
function substitute(text: string, parameters: ParameterValues): string {
  return text.replace(/\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g, (reference, name: string) => {
    const value = parameters[name];
    if (value === undefined) return reference;
    if (typeof value === 'string') return value;
    throw invalidTemplate(
      `Invalid Fn::Sub variable value ${quoted(value)}. Fn::Sub expects all variables to be strings.`,
    );
  });
}
