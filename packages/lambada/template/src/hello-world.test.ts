import { expect, it } from 'vitest';
import { HelloWorld } from './hello-world.ts';

it('greets by name', () => {
  expect(new HelloWorld().hello('Ada', 'Hello')).toEqual({ message: 'Hello, Ada!' });
});
