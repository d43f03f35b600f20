import type { IncomingMessage } from 'node:http';
import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { contextOf } from '../../aws/policy/require-access.ts';
import type { Caller } from '../../aws/service.ts';
import { type Authenticated, authenticate } from '../../aws/sigv4/authenticate.ts';
import { signatureOf } from '../../aws/sigv4/signature.ts';
import { fromWire } from '../../aws/wire-text.ts';
import { lambdaError } from '../errors.ts';
import { policyResource, qualifierKey } from '../function-policy.ts';
import type { FunctionRecord, FunctionUrl } from '../function-record.ts';
import type { LambdaState } from '../state.ts';
import type { UrlTarget } from './url-target.ts';

const signedService = { signingName: 'lambda', checksAccess: true };

/**
 * Who calls a URL, verified as far as it can be without the body; `undefined` where nobody has to sign. Throws unless
 * the policies allow the call.
 */
export function callerOfUrl(
  state: LambdaState,
  url: FunctionUrl,
  record: FunctionRecord,
  incoming: IncomingMessage,
  target: UrlTarget,
): Authenticated | undefined {
  const sender = url.authType === 'AWS_IAM' ? signerOf(state, incoming, target) : undefined;
  if (!mayCall(record, url, sender?.caller)) throw forbidden();
  return sender;
}

/** Signed or not, a call that is not allowed gets the same words. */
function forbidden() {
  const page = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
  const Message = `Forbidden. For troubleshooting Function URL authorization issues, see: ${page}`;
  return lambdaError('AccessDeniedException', Message, 403);
}

function signerOf(
  { account, iam }: LambdaState,
  { method = 'GET', headers, headersDistinct }: IncomingMessage,
  { sentPath, rawQuery }: UrlTarget,
): Authenticated {
  const signature = signatureOf(headers.authorization, rawQuery);
  if (signature === undefined) throw forbidden();
  if (typeof signature === 'object') {
    const { region, service } = signature;
    const faults = [
      ...(region === account.region ? [] : ['Credential should be scoped to a valid region. ']),
      ...(service === 'lambda' ? [] : ["Credential should be scoped to correct service: 'lambda'. "]),
    ];
    if (faults.length > 0) throw lambdaError('InvalidSignatureException', faults.join(''), 403);
  }
  const values = Object.entries(headersDistinct).map(([name, list]) => [name, list?.map(fromWire)]);
  const signed = { method, path: sentPath, rawQuery, headers: Object.fromEntries(values) };
  const sender = authenticate(signedService, signed, signature, iam.signerOf);
  if (!sender) throw forbidden();
  return sender;
}

/** An unsigned call needs the function's own policy; a signed one that or a policy of the caller. */
function mayCall(record: FunctionRecord, url: FunctionUrl, caller: Caller | undefined): boolean {
  const own = record.policies.get(qualifierKey(url.qualifier));
  const policies = [...(caller?.policies?.() ?? []), ...(own ? [own.document] : [])];
  const request = {
    resource: policyResource(record, url.qualifier),
    context: {
      ...(caller && contextOf(caller)),
      'lambda:FunctionUrlAuthType': url.authType,
      'lambda:InvokedViaFunctionUrl': 'true',
    },
    ...(caller && {
      principal: { type: 'AWS' as const, value: caller.roleArn ?? caller.arn, accountId: caller.accountId },
    }),
  };
  const decision = evaluatePolicies(policies, { ...request, action: 'lambda:InvokeFunctionUrl' });
  const invocation = evaluatePolicies(policies, { ...request, action: 'lambda:InvokeFunction' });
  if (decision === 'explicit-deny' || invocation === 'explicit-deny') return false;
  // The account's root has no policies: it may do everything that is not denied.
  return decision === 'allow' || (caller !== undefined && !caller.policies);
}
