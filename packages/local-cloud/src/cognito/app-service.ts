import type { InputTypes } from '../aws/input-types.ts';
import { type JsonServiceOptions, jsonService } from '../aws/json-protocol.ts';
import type { AwsResponse, Operations, Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';

export interface AppServiceOptions {
  readonly signingName: string;
  readonly operations: Operations;
  readonly inputTypes: InputTypes;
  /** By name, the operations that an app calls: nobody signs them, and no policy applies to them. */
  readonly clientOperations: object;
  /** Signed operations on no one pool: policies allow them on `*`, whatever pool is named beside. */
  readonly withoutPool: ReadonlySet<string>;
  /** The ARN that every other signed operation works on. */
  arnOf(input: Readonly<Record<string, unknown>>): string;
  readonly passedRolesOf: JsonServiceOptions['passedRolesOf'];
}

/** A service of Cognito: some operations are for everybody's apps, the rest wants a signature. */
export function appService(options: AppServiceOptions): Service {
  const { operations, clientOperations } = options;
  const json = jsonService({
    signingName: options.signingName,
    version: '1.1',
    operations,
    inputTypes: options.inputTypes,
    maxBodyBytes: 128 * 1024,
    passedRolesOf: options.passedRolesOf,
    resourcesOf(name, input) {
      if (Object.hasOwn(clientOperations, name)) return [];
      return [options.withoutPool.has(name) ? '*' : options.arnOf(input)];
    },
  });
  const refuse: Service['refuse'] = (request, error) => withErrorHeader(json.refuse(request, error));
  return {
    ...json,
    acceptsUnsigned: true,
    refuse,
    async handle(request) {
      const name = operationOf(request.headers['x-amz-target']);
      const wantsSignature = Object.hasOwn(operations, name) && !Object.hasOwn(clientOperations, name);
      if (!wantsSignature || request.caller) return withErrorHeader(await json.handle(request));
      const message = 'Missing Authentication Token';
      return refuse(request, new ServiceError('MissingAuthenticationTokenException', message));
    },
  };
}

export function operationOf(target: unknown): string {
  const text = String(target);
  return text.slice(text.indexOf('.') + 1);
}

/** Cognito's clients in browsers fall back to this header. */
function withErrorHeader(response: AwsResponse): AwsResponse {
  if (response.status < 400) return response;
  const { __type: code = '' } = JSON.parse(String(response.body)) as { __type?: string };
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': `${code}:` } };
}
