import type { InputTypes } from './input-types.ts';
import type { AwsRequest, AwsResponse, Operation } from './service.ts';
import { ServiceError } from './service-error.ts';

interface RouteAddress {
  readonly method: string;
  /** `/2015-03-31/functions/{FunctionName}`; a parameter is one segment, decoded. */
  readonly path: string;
}

export type RestRoute = RouteAddress &
  (
    | {
        readonly operation: Operation;
        readonly status?: number;
        /** Where members have another type than in the service's other inputs. */
        readonly inputTypes?: InputTypes;
        readonly raw?: never;
      }
    | { readonly raw: (request: AwsRequest, parameters: Record<string, string>) => Promise<AwsResponse> }
  );

export interface RouteMatch {
  readonly route: RestRoute;
  readonly parameters: Record<string, string>;
}

/** The first route that fits; one trailing slash is ignored (the paths of some operations end in one). */
export function matchRoute(
  routes: readonly RestRoute[],
  method: string,
  path: string,
): RouteMatch | undefined {
  const segments = segmentsOf(path);
  for (const route of routes) {
    if (route.method !== method) continue;
    const parameters = matchSegments(segmentsOf(route.path), segments);
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) parameters[expected.slice(1, -1)] = decode(segment);
    else if (expected !== segment) return undefined;
  }
  return parameters;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ServiceError(
      'ValidationException',
      `The path segment ${segment} is not percent-encoded UTF-8.`,
    );
  }
}
