import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HostedPage {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A browser without scripts, at the domain of a pool: keeps cookies, and fills in the form of the last page. Names under
 * localhost are not resolved but sent as Host.
 */
export function hostedBrowser(cloudUrl: string, prefix: string) {
  const { hostname, port } = new URL(cloudUrl);
  const origin = `http://${prefix}.auth.localhost:${port}`;
  const cookies = new Map<string, string>();
  let page: HostedPage = { status: 0, headers: {}, body: '' };

  async function send(
    method: string,
    path: string,
    body = '',
    headers: Record<string, string> = {},
  ): Promise<HostedPage> {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = {
      host: `${prefix}.auth.localhost:${port}`,
      ...(jar && { cookie: jar }),
      ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    };
    page = await new Promise<HostedPage>((resolve, reject) => {
      request({ hostname, port, path, method, headers: sent }, async (response) => {
        const { statusCode: status = 0, headers: received } = response;
        resolve({ status, headers: received, body: await text(response) });
      })
        .on('error', reject)
        .end(body);
    });
    for (const cookie of page.headers['set-cookie'] ?? []) {
      const [, name = '', value = '', age] = /^([^=]+)=([^;]*).*Max-Age=(\d+)/.exec(cookie) ?? [];
      if (age === '0') cookies.delete(name);
      else cookies.set(name, value);
    }
    return page;
  }

  return {
    origin,
    cookies,
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, '', headers),
    /** Sends the first form of the page that goes to `path`, with what the user fills in. */
    async submit(path: string, filledIn: Record<string, string>, headers: Record<string, string> = {}) {
      const [, action = '', fields = ''] =
        new RegExp(`<form method="post" action="(${path}\\?[^"]*)">([^]*?)</form>`).exec(page.body) ?? [];
      const values = [...fields.matchAll(/<input [^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [unescaped(name), unescaped(value)] as const,
      );
      const form = new URLSearchParams({ ...Object.fromEntries(values), ...filledIn });
      return send('POST', unescaped(action), form.toString(), { origin, ...headers });
    },
    /** Where the last response leads. */
    location: () => page.headers.location ?? '',
  };
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
