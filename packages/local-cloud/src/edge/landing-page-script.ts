import { createHash } from 'node:crypto';

/** Runs in the landing page: copies commands, and shows the last requests while they come. No text becomes markup. */
export const landingPageScript = `
for (const button of document.querySelectorAll('button[data-copy]'))
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });

const token = document.querySelector('meta[name=local-cloud-token]').content;
const list = document.getElementById('requests');
const open = new Set();
let shown = '';

function element(name, text, children = []) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function row({ requestId, startedAt, milliseconds, method, url, status, lines }) {
  const code = element('b', String(status));
  code.className = status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'served';
  const when = new Date(startedAt).toLocaleTimeString();
  const summary = element('summary', '', [code, ' ' + method + ' ' + url + ' · ' + milliseconds + ' ms · ' + when]);
  const log = element('pre', lines.length > 0 ? lines.join('\\n') : 'The function wrote nothing.');
  const details = element('details', '', [summary, element('p', 'Request id ' + requestId), log]);
  details.open = open.has(requestId);
  details.addEventListener('toggle', () => open[details.open ? 'add' : 'delete'](requestId));
  return details;
}

async function refresh() {
  try {
    const response = await fetch('/_local-cloud/requests', { headers: { 'x-local-cloud-token': token } });
    const text = await response.text();
    if (response.ok && text !== shown) {
      shown = text;
      const { requests } = JSON.parse(text);
      if (requests.length > 0) list.replaceChildren(...requests.map(row));
    }
  } catch {
    list.replaceChildren(element('p', 'The embedded cloud does not respond: is it still running?'));
    shown = '';
  }
  setTimeout(refresh, document.hidden ? 5000 : 1000);
}
refresh();
`;

/** Allows this script alone, and requests to the cloud itself. */
export const landingPagePolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(landingPageScript).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
