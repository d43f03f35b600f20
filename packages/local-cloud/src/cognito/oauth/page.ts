import { createHash } from 'node:crypto';
import type { AwsResponse } from '../../aws/service.ts';

/** Markup that may be put into a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A template whose values are escaped, unless they are `Html`; lists are joined, and `undefined` and `false` left out. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(markupOf)));
}

function markupOf(value: unknown): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  if (value === undefined || value === false) return '';
  return String(value).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `body { font: 1rem/1.5 system-ui; margin: 0; background: #f3f4f6; color: #16191f }
main { max-width: 24rem; margin: 3rem auto; padding: 1.5rem; background: #fff; border: 1px solid #d5dbdb; border-radius: .5rem }
h1 { font-size: 1.4rem; margin: 0 0 1rem } label { display: block; margin-top: .75rem }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .4rem .5rem; border: 1px solid #687078; border-radius: .25rem }
button, .button { box-sizing: border-box; display: block; width: 100%; margin-top: 1rem; padding: .5rem; font: inherit; text-align: center;
  color: #fff; background: #0b5cad; border: 0; border-radius: .25rem; cursor: pointer; text-decoration: none }
button.plain { color: #0b5cad; background: none }
[role=alert] { padding: .5rem .75rem; background: #fdf3f1; border-left: .25rem solid #b42318 }
[role=status] { padding: .5rem .75rem; background: #f0f7f1; border-left: .25rem solid #1d6b30 }`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** No `form-action`: browsers hold it against every redirect that follows a form, those of the app included. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`;

/** A page without scripts; `status` is 400 where it shows what was wrong. */
export function page(title: string, body: Html, status = 200): AwsResponse {
  const document = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
  return { status, headers: pageHeaders, body: document.text };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  // Not no-referrer: browsers would send a form with the origin null.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function redirect(
  location: string,
  headers: Record<string, string | readonly string[]> = {},
): AwsResponse {
  return { status: 302, headers: { 'cache-control': 'no-store', ...headers, location } };
}
