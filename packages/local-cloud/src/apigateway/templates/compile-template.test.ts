import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.ts';
import { createTemplateContext } from './template-context.ts';

describe('a mapping template', () => {
  it('prints what it is given', () => {
    const input = {
      body: '{"name":"World"}',
      params: { path: {}, querystring: {}, header: {} },
      context: createTemplateContext({}),
      stageVariables: {},
    };
    expect(compileTemplate("Hello $input.path('$.name')!").render(input)).toBe('Hello World!');
  });
});
