import type { ApiModel, Authorizer, Diagnostic } from '../model.ts';
import { type PlacedOperation, placeOperations } from './gateway-path.ts';

/** A function of the API: its logical id in the template, its module, and the operations that it has. */
export interface PlannedFunction {
  readonly logicalId: string;
  readonly module: string;
  readonly placed: readonly PlacedOperation[];
}

export interface PlannedAuthorizer {
  readonly logicalId: string;
  readonly module: string;
  readonly name: string;
  readonly authorizer: Extract<Authorizer, { kind: 'lambda' }>;
}

/** One function for the whole API, or one for each class. */
export function planFunctions(model: ApiModel, functionPer: 'api' | 'class'): PlannedFunction[] {
  const placed = placeOperations(model);
  if (functionPer === 'api') return [{ logicalId: 'ApiFunction', module: 'api', placed }];
  const byClass = Map.groupBy(placed, ({ resource }) => resource);
  return Array.from(byClass, ([{ name }, own]) => ({
    logicalId: `${name.replaceAll(/[^A-Za-z\d]/g, '')}Function`,
    module: kebabCase(name),
    placed: own,
  }));
}

/** With a function for each class, the methods of API Gateway that would need two functions. */
export function methodsOfTwoClasses(model: ApiModel): Diagnostic[] {
  const first = new Map<string, PlacedOperation>();
  return placeOperations(model).flatMap((placed) => {
    const key = `${placed.operation.httpMethod} ${placed.path}`;
    const other = first.get(key) ?? placed;
    first.set(key, other);
    if (other.resource === placed.resource) return [];
    const message = `${key} has methods in ${other.resource.name} and ${placed.resource.name}, and API Gateway calls one function for it: move them to one class, or use one function for the API.`;
    return [{ ...placed.operation.position, code: 'two-functions', message }];
  });
}

export function planAuthorizers({ authorizers }: ApiModel): PlannedAuthorizer[] {
  return Object.entries(authorizers).flatMap(([name, authorizer]) =>
    authorizer.kind === 'lambda'
      ? [
          {
            logicalId: `${pascalCase(name)}Authorizer`,
            module: `authorizer-${kebabCase(name)}`,
            name,
            authorizer,
          },
        ]
      : [],
  );
}

function kebabCase(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|[^A-Za-z\d]+)([A-Za-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
