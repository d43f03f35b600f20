import type { APIGatewayAuthorizerEvent, APIGatewayAuthorizerResult } from 'aws-lambda';
import { WebApplicationError } from './web-application-error.ts';

/** What a class with `@Authorizer(name)` has. */
export interface RequestAuthorizer {
  /**
   * The caller of these credentials, the value of the authorizer's header; undefined where they are not valid, which
   * is 401. To throw a `WebApplicationError` with 403 refuses a caller who is known.
   */
  authorize(credentials: string): Caller | undefined | Promise<Caller | undefined>;
}

export interface Caller {
  readonly principalId: string;
  /** For the methods: `request.authorizer`. API Gateway hands every value over as a string. */
  readonly context?: Readonly<Record<string, string | number | boolean>>;
}

/** The handler of a Lambda authorizer. */
export function authorizerHandler(
  authorizer: RequestAuthorizer,
  header: string,
): (event: APIGatewayAuthorizerEvent) => Promise<APIGatewayAuthorizerResult> {
  return async (event) => {
    const credentials =
      event.type === 'TOKEN' ? event.authorizationToken : headerOf(event.headers ?? {}, header);
    const decision = await decide(authorizer, credentials ?? '');
    // API Gateway makes 401 of this message alone.
    if (decision === 'unauthorized') throw new Error('Unauthorized');
    const isAllowed = decision !== 'forbidden';
    return {
      principalId: isAllowed ? decision.principalId : 'refused',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: isAllowed ? 'Allow' : 'Deny',
            Resource: everyMethod(event.methodArn),
          },
        ],
      },
      ...(isAllowed && decision.context && { context: decision.context }),
    };
  };
}

/** What the gateway does with the credentials: lets the caller through, or responds 401 or 403. */
export async function decide(
  authorizer: RequestAuthorizer,
  credentials: string,
): Promise<Caller | 'unauthorized' | 'forbidden'> {
  try {
    return (await authorizer.authorize(credentials)) ?? 'unauthorized';
  } catch (error) {
    if (error instanceof WebApplicationError && error.response.status === 403) return 'forbidden';
    if (error instanceof WebApplicationError && error.response.status === 401) return 'unauthorized';
    throw error;
  }
}

// The gateway keeps a decision for all methods that the same credentials call.
function everyMethod(methodArn: string): string {
  return `${methodArn.split('/').slice(0, 2).join('/')}/*`;
}

function headerOf(headers: Readonly<Record<string, string | undefined>>, wanted: string): string | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === wanted.toLowerCase());
  return name === undefined ? undefined : headers[name];
}
