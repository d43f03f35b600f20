import type { AwsResponse } from '../../aws/service.ts';
import { providerAsked, startFederation } from '../federation/federated-sign-in.ts';
import { readAuthorization, redirectToApp } from './authorization-request.ts';
import { browserSession, sendToApp } from './complete-authorization.ts';
import type { HostedRequest } from './hosted-request.ts';
import { redirect } from './page.ts';

/** `GET /oauth2/authorize`: somebody who has signed in here within the hour goes straight back to the app. */
export async function authorize(request: HostedRequest): Promise<AwsResponse> {
  const authorization = readAuthorization(request, request.query);
  const prompt = request.query.get('prompt');
  const provider = providerAsked(request, authorization);
  const session = prompt === 'login' ? undefined : browserSession(request);
  if (session) return sendToApp(request, authorization, session.user, session.authTime);
  if (prompt === 'none') return redirectToApp(authorization, { error: 'login_required' });
  if (provider) return startFederation(request, authorization, provider);
  return redirect(`/login?${request.query}`);
}
