import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

// SM-4: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
const referable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Serverless::Function': {
    'AWS::Lambda::Alias': 'Alias',
    'AWS::Lambda::Version': 'Version',
  },
  'AWS::Serverless::Api': {
    'AWS::ApiGateway::Stage': 'Stage',
    'AWS::ApiGateway::Deployment': 'Deployment',
    'AWS::ApiGateway::UsagePlan': 'UsagePlan',
    'AWS::ApiGateway::UsagePlanKey': 'UsagePlanKey',
    'AWS::ApiGateway::ApiKey': 'ApiKey',
  },
};

/**
 * Logical ids by the names a template may use for what SAM generates: `MyFunction.Alias`, `MyApi.Stage`. A layer has its
 * own name, under which no resource is left.
 */
export type GeneratedNames = ReadonlyMap<string, string>;

export function generatedNames(
  logicalId: string,
  type: string,
  generated: Readonly<Record<string, Resource>>,
): [name: string, id: string][] {
  if (type === 'AWS::Serverless::LayerVersion') return Object.keys(generated).map((id) => [logicalId, id]);
  const names = referable[type] ?? {};
  return Object.entries(generated).flatMap(([id, resource]): [string, string][] => {
    const name = names[resource.Type];
    return name === undefined ? [] : [[`${logicalId}.${name}`, id]];
  });
}

/** The value with such names in `Ref`, `Fn::GetAtt` and `Fn::Sub` replaced by the logical ids. */
export function resolveNames(value: JsonValue, names: GeneratedNames): JsonValue {
  if (Array.isArray(value)) return value.map((item) => resolveNames(item, names));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, resolveNames(item, names)]);
  const resolved: JsonObject = Object.fromEntries(entries);
  return entries.length === 1 ? resolveIntrinsic(resolved, names) : resolved;
}

/** The resources with the same in what they depend on. */
export function resolveDependencies(
  resources: Readonly<Record<string, Resource>>,
  names: GeneratedNames,
): Record<string, Resource> {
  const nameOf = (id: string) => names.get(id) ?? id;
  const resolved = Object.entries(resources).map(([id, resource]): [string, Resource] => {
    const { DependsOn } = resource;
    if (DependsOn === undefined) return [id, resource];
    return [
      id,
      { ...resource, DependsOn: Array.isArray(DependsOn) ? DependsOn.map(nameOf) : nameOf(DependsOn) },
    ];
  });
  return Object.fromEntries(resolved);
}

function resolveIntrinsic(value: JsonObject, names: GeneratedNames): JsonObject {
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value;
  if (typeof Ref === 'string') return { Ref: names.get(Ref) ?? Ref };
  if (Array.isArray(attribute)) return { 'Fn::GetAtt': resolveAttribute(attribute, names) };
  if (typeof text === 'string') return { 'Fn::Sub': resolveText(text, names) };
  if (!Array.isArray(text) || typeof text[0] !== 'string') return value;
  const [template, ...variables] = text;
  return { 'Fn::Sub': [resolveText(template, names), ...variables] };
}

function resolveAttribute(parts: JsonValue[], names: GeneratedNames): JsonValue[] {
  if (!parts.every((part) => typeof part === 'string')) return parts;
  // `!GetAtt Api.Stage.Name` arrives split at its first dot.
  const [logicalId, property, ...rest] = parts.join('.').split('.');
  const id = names.get(`${logicalId}.${property}`);
  if (id !== undefined) return [id, ...rest];
  const [first = '', ...others] = parts;
  return [names.get(first) ?? first, ...others];
}

function resolveText(text: string, names: GeneratedNames): string {
  return text.replace(
    /\$\{([A-Za-z0-9]+)((?:\.[A-Za-z0-9]+)?)((?:\.[A-Za-z0-9.]+)?)\}/g,
    (reference, logicalId, property, rest) => {
      const id = names.get(logicalId + property);
      if (id !== undefined) return `\${${id}${rest}}`;
      const renamed = names.get(logicalId);
      return renamed === undefined ? reference : `\${${renamed}${property}${rest}}`;
    },
  );
}
