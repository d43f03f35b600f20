import { type DeployedApi, deployedApis, type RegionalStacks } from './deployed-apis.ts';
import { escapeHtml } from './escape-html.ts';
import { landingPageScript } from './landing-page-script.ts';
import type { NamedApi } from './named-apis.ts';

/** What a person sees on `/`: the APIs deployed by now, each with its URL and one command to try. */
export async function landingPage(
  regions: readonly RegionalStacks[],
  named: readonly NamedApi[],
  url: string,
  token: string,
): Promise<string> {
  const apis = await deployedApis(regions, named, url);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="local-cloud-token" content="${escapeHtml(token)}">
<title>Embedded cloud</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Embedded cloud</h1>
<p>Running at <code>${escapeHtml(url)}</code> with ${apis.length === 1 ? 'one API' : `${apis.length} APIs`} deployed.
Every AWS SDK and the AWS CLI reach it with <code>AWS_ENDPOINT_URL=${escapeHtml(url)}</code>
and the credentials <code>test</code> / <code>test</code>.</p>
${apis.length === 0 ? empty : apis.map(section).join('\n')}
<section>
<h2>Last requests</h2>
<div id="requests"><p>No API was called yet.</p></div>
</section>
</main>
<script>${landingPageScript}</script>
</body>
</html>
`;
}

const empty =
  '<p>No API is deployed yet: <code>npm run deploy --workspace crud-service</code> deploys one.</p>';

function section(api: DeployedApi): string {
  const text = escapeHtml(api.description);
  const others = api.others
    .map(({ stageName, url }) => `<p>${escapeHtml(stageName)}: ${urlLink(url)}</p>\n`)
    .join('');
  const command = api.tryIt ? commandToCopy(api.tryIt) : '';
  const lesson = api.lesson ? `<p>Lesson: <code>${escapeHtml(api.lesson)}</code></p>\n` : '';
  return `<section>
<h2>${escapeHtml(api.title)}</h2>
<p>${text}</p>
<p>${urlLink(api.url)}</p>
${api.reason ? `<p>It has an addition because ${escapeHtml(api.reason)}.</p>` : ''}
<p>Where names of <code>*.localhost</code> are not resolved (Node.js, Python): <code>${escapeHtml(api.urlByNumber)}</code></p>
${others}${lesson}${command}
</section>`;
}

function commandToCopy(command: string): string {
  const text = escapeHtml(command);
  return `<pre><button type="button" data-copy="${text}">Copy</button><code>${text}</code></pre>`;
}

function urlLink(url: string): string {
  return `<a href="${escapeHtml(url)}/"><code>${escapeHtml(url)}</code></a>`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { margin: 0 0 .5rem; }
h2 { margin: 0; font-size: 1.15rem; }
section { margin-top: 1.25rem; padding: 1rem 1.25rem; border: 1px solid #8885; border-radius: .5rem; }
section p { margin: .25rem 0; overflow-wrap: anywhere; }
code { font: .9em ui-monospace, monospace; }
button { float: right; font: inherit; font-size: .8rem; }
summary { overflow-wrap: anywhere; cursor: pointer; }
b.served { color: light-dark(#176b2c, #6fd08c); }
b.refused { color: light-dark(#8a5a00, #e6b450); }
b.failed { color: light-dark(#b3261e, #ff8a80); }
pre { margin: .75rem 0 0; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: .375rem; background: #8882; }
`;
