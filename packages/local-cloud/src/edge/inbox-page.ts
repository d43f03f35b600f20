import { escapeHtml } from './escape-html.ts';

/** A message as the inbox shows it. */
interface DeliveredMessage {
  readonly to: string;
  readonly medium: string;
  readonly subject: string;
  readonly text: string;
  readonly userPoolId: string;
  readonly username: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface DeliveredMessages {
  /** The latest first; those to one recipient, or all. */
  list(to?: string): readonly DeliveredMessage[];
}

/** The messages that AWS would have sent, for a person to read. */
export function inboxPage(messages: readonly DeliveredMessage[]): string {
  const items = messages.map(
    ({ to, medium, subject, text, userPoolId, sentAt }) => `<article>
<h2>${escapeHtml(medium === 'EMAIL' ? subject : 'SMS')}</h2>
<p>To <b>${escapeHtml(to)}</b> of ${escapeHtml(userPoolId)}, <time>${new Date(sentAt).toISOString()}</time></p>
<pre>${escapeHtml(text)}</pre>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Inbox</title>
<style>body { font: 1rem/1.5 system-ui; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #8888 } pre { white-space: pre-wrap; background: #8881; padding: .5rem }</style>
<h1>Inbox</h1>
<p>Codes and invitations of Cognito. Nothing leaves this machine. Reload for new ones.</p>
${items.join('\n') || '<p>There are no messages yet.</p>'}
</html>`;
}
