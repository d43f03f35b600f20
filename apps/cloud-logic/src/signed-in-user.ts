import { HttpError } from '@samples/http';
import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * The `sub` of the user, who is the owner of notes. The user pool authorizer passes on the claims of the token. IAM
 * knows an identity, and how it signed in: `cognito-idp.…/pool,cognito-idp.…/pool:CognitoSignIn:sub`.
 */
export function signedInUser({ requestContext }: APIGatewayProxyEvent): string {
  const { claims } = requestContext.authorizer ?? {};
  const provider = requestContext.identity.cognitoAuthenticationProvider ?? '';
  const sub = claims?.sub ?? /:CognitoSignIn:([^:]+)$/.exec(provider)?.[1];
  if (typeof sub === 'string' && sub !== '') return sub;
  // API Gateway lets nobody else through, unless the template says so.
  throw new HttpError(403, 'Sign in with the user pool');
}

/** Throws unless the token of the user says that they belong to a group. */
export function requireGroup({ requestContext }: APIGatewayProxyEvent, group: string): void {
  const groups: unknown = requestContext.authorizer?.claims?.['cognito:groups'];
  // The authorizer joins lists by commas.
  const isMember = typeof groups === 'string' && groups.split(',').includes(group);
  if (!isMember) throw new HttpError(403, `This is for the group ${group}`);
}
