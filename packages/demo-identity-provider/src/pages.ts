import { createHash } from 'node:crypto';
import { demoUsers } from './demo-users.ts';
import { escapeXml } from './escape-xml.ts';

/** Who asks, and where the response goes. */
export interface SignIn {
  readonly consumerUrl: string;
  readonly audience: string;
  readonly requestId: string;
  readonly relayState: string;
}

const style = `body { font: 1rem/1.5 system-ui; max-width: 24rem; margin: 3rem auto; padding: 0 1rem }
button { display: block; width: 100%; margin-top: .75rem; padding: .5rem; font: inherit }`;
/** Sends the response on; without scripts there is the button. */
const script = 'document.forms[0].submit()';
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const pagePolicy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; frame-ancestors 'none'`;

/** The users of the demo, one button each. */
export function userPage({ consumerUrl, audience, requestId, relayState }: SignIn): string {
  const buttons = demoUsers.map(
    ({ nameId }) => `<button name="user" value="${escapeXml(nameId)}">${escapeXml(nameId)}</button>`,
  );
  const kept = hiddenFields({ consumerUrl, audience, requestId, relayState });
  return pageOf(
    'Demo identity provider',
    `<p>Who signs in to ${escapeXml(audience)}?</p><form method="post" action="/sign-in">${kept}${buttons.join('')}</form>`,
  );
}

export function responsePage(consumerUrl: string, fields: Readonly<Record<string, string>>): string {
  const form = `<form method="post" action="${escapeXml(consumerUrl)}">${hiddenFields(fields)}<button>Continue</button></form>`;
  return pageOf('Signed in', `${form}<script>${script}</script>`);
}

export function errorPage(message: string): string {
  return pageOf('Sign-in failed', `<p role="alert">${escapeXml(message)}</p>`);
}

function hiddenFields(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`)
    .join('');
}

function pageOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
${body}
</html>
`;
}
