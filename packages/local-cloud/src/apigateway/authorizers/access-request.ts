import { regionalArn } from '../../account.ts';
import type { AccessRequest } from '../../aws/policy/evaluate-policies.ts';
import { contextOf } from '../../aws/policy/require-access.ts';
import type { Caller } from '../../aws/service.ts';
import type { Exchange } from '../exchange.ts';

/** The request that policies are evaluated for; anonymous without a caller. */
export function accessRequest(exchange: Exchange, caller?: Caller): AccessRequest {
  const { headers, sourceIp, startedAt } = exchange;
  const context = {
    'aws:SourceIp': sourceIp,
    'aws:CurrentTime': new Date(startedAt).toISOString(),
    'aws:EpochTime': String(Math.floor(startedAt / 1000)),
    // HTTP on this machine counts as the HTTPS that AWS requires.
    'aws:SecureTransport': 'true',
    ...(headers['user-agent'] !== undefined && { 'aws:UserAgent': headers['user-agent'] }),
    ...(headers.referer !== undefined && { 'aws:Referer': headers.referer }),
  };
  const request = { action: 'execute-api:Invoke', resource: methodArn(exchange) };
  if (!caller) return { ...request, context };
  const arn = caller.roleArn ?? caller.arn;
  return {
    ...request,
    context: {
      ...context,
      ...contextOf(caller),
      'aws:PrincipalAccount': caller.accountId,
    },
    principal: { type: 'AWS', value: arn, accountId: caller.accountId },
  };
}

/** The path is normalised as for routing, so that an extra slash bypasses no statement of a policy. */
export function methodArn({ account, apiId, stage, httpMethod, path }: Exchange): string {
  const route = path.replace(/^\/+/, '').replace(/\/$/, '');
  return regionalArn(account, 'execute-api', `${apiId}/${stage.stageName}/${httpMethod}/${route}`);
}
