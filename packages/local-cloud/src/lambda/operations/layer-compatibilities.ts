import type {
  LayerVersionsListItem,
  ListLayersCommandInput,
  PublishLayerVersionCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidValue, lambdaError } from '../errors.ts';

export type LayerFilter = (version: LayerVersionsListItem) => boolean;

/** In the order in which AWS lists them in its refusal. */
const runtimes =
  `nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10,
  python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11,
  dotnet6, nodejs18.x, provided.al2, java8.al2`.split(/,\s+/);
const architectures = ['x86_64', 'arm64'];

/** Filters may name these, though no layer can be published for them. */
const formerRuntimes =
  `ruby3.5, ruby2.6, dotnetcore1.0, python3.7, nodejs8.10, ruby2.7, dotnetcore2.0, dotnetcore2.1, nodejs6.10,
  provided, dotnetcore3.1, nodejs, nodejs4.3, go1.x, nodejs10.x, java8, nodejs12.x, nodejs14.x, nodejs26.x, python3.15,
  nodejs4.3-edge, ruby2.5, python3.6, python2.7`.split(/,\s+/);

const mostRuntimes = 15;

/** The runtimes and architectures of a layer serve lists alone: functions of any other runtime may have the layer. */
export function checkCompatibilities({
  CompatibleRuntimes = [],
  CompatibleArchitectures = [],
}: PublishLayerVersionCommandInput): void {
  const problems = [
    problem(CompatibleRuntimes, 'compatibleRuntimes', runtimes, enumSet(runtimes)),
    problem(
      CompatibleArchitectures,
      'compatibleArchitectures',
      architectures,
      `Member must satisfy constraint: [${enumSet(architectures)}, Member must not be null]`,
    ),
  ].filter((found) => found !== undefined);
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
    throw lambdaError('ValidationException', `${count} detected: ${problems.join('; ')}`);
  }
  if (CompatibleRuntimes.length > mostRuntimes) {
    const constraint = `Member must have length less than or equal to ${mostRuntimes}`;
    throw invalidValue(`[${CompatibleRuntimes.join(', ')}]`, 'compatibleRuntimes', constraint);
  }
}

export function checkFilter({
  CompatibleRuntime,
  CompatibleArchitecture,
}: Pick<ListLayersCommandInput, 'CompatibleRuntime' | 'CompatibleArchitecture'>): LayerFilter {
  const known = [...runtimes, ...formerRuntimes];
  if (CompatibleRuntime && !known.includes(CompatibleRuntime)) {
    throw invalidValue(CompatibleRuntime, 'compatibleRuntime', enumSet(known));
  }
  if (CompatibleArchitecture && !architectures.includes(CompatibleArchitecture)) {
    throw invalidValue(CompatibleArchitecture, 'compatibleArchitecture', enumSet(architectures));
  }
  return ({ CompatibleRuntimes, CompatibleArchitectures }) =>
    (!CompatibleRuntime || CompatibleRuntimes?.includes(CompatibleRuntime) === true) &&
    (!CompatibleArchitecture || CompatibleArchitectures?.includes(CompatibleArchitecture) === true);
}

function problem(given: readonly string[], name: string, known: readonly string[], constraint: string) {
  if (given.every((value) => known.includes(value))) return undefined;
  return `Value '[${given.join(', ')}]' at '${name}' failed to satisfy constraint: ${constraint}`;
}

function enumSet(names: readonly string[]): string {
  return `Member must satisfy enum value set: [${names.join(', ')}]`;
}
