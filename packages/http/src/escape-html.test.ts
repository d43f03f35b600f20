import { describe, expect, it } from 'vitest';
import { escapeHtml } from './index.ts';

describe('escapeHtml', () => {
  it('leaves nothing that starts a tag, an entity or ends an attribute', () => {
    expect(escapeHtml(`<a href="x" id='y'>&amp;`)).toBe(
      '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;',
    );
  });
});
