import { expect, it } from 'vitest';
import { inboxPage } from './inbox-page.ts';

it('shows what others wrote as text and never as markup', () => {
  const attack = '<img src=x onerror=alert(1)>';
  const message = {
    to: attack,
    subject: attack,
    text: attack,
    userPoolId: attack,
    username: attack,
    sentAt: 0,
  };
  const html = inboxPage([{ ...message, medium: 'EMAIL' }]);
  expect(html).not.toContain('<img');
  expect(html.split('&lt;img src=x')).toHaveLength(5);
});
