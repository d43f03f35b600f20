import { regionalArn } from '../../account.ts';
import type { AccessRequest } from '../../aws/policy/evaluate-policies.ts';
import type { Caller } from '../../aws/service.ts';
import type { Exchange } from '../exchange.ts';

/** A call as policies see it; without a caller it is an anonymous one. */
export function accessRequest(exchange: Exchange, caller?: Caller): AccessRequest {
  const { headers, sourceIp, startedAt } = exchange;
  const context = {
    'aws:SourceIp': sourceIp,
    'aws:CurrentTime': new Date(startedAt).toISOString(),
    'aws:EpochTime': String(Math.floor(startedAt / 1000)),
    // Plain HTTP on this machine stands for the HTTPS that AWS would be called with.
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
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': caller.accountId,
      'aws:userid': caller.userId,
    },
    principal: { type: 'AWS', value: arn, accountId: caller.accountId },
  };
}

/** Names the path as routing reads it, so that an extra slash leads round no statement of a policy. */
export function methodArn({ account, apiId, stage, httpMethod, path }: Exchange): string {
  const route = path.replace(/^\/+/, '').replace(/\/$/, '');
  return regionalArn(account, 'execute-api', `${apiId}/${stage.stageName}/${httpMethod}/${route}`);
}
