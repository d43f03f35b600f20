import { expect, it } from 'vitest';
import { HelloWorld } from './hello-world.ts';

it('greets: a class with annotations is a class like any other', () => {
  expect(new HelloWorld().hello('Ada')).toEqual({ id: 'Ada', message: 'Hello, Ada!' });
});
