import { describe, expect, it } from 'vitest';
import { generateName } from './stack-run.ts';

describe('generated names', () => {
  it('contain stack and resource, and differ each time', () => {
    const name = generateName('demo', 'Table', 255);
    expect(name).toMatch(/^demo-Table-[A-Z0-9]{12}$/);
    expect(generateName('demo', 'Table', 255)).not.toBe(name);
  });

  it('fit the length a service allows', () => {
    const name = generateName('s'.repeat(128), 'L'.repeat(255), 64);
    expect(name).toMatch(/^s{25}-L{25}-[A-Z0-9]{12}$/);
    expect(generateName('demo', 'L'.repeat(255), 64)).toMatch(/^demo-L{46}-[A-Z0-9]{12}$/);
  });
});
