import { describe, expect, it } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

let count = 0;
async function call(
  source: string,
  event: unknown = {},
  Runtime: 'nodejs24.x' | 'nodejs22.x' | 'nodejs20.x' = 'nodejs22.x',
) {
  const name = `handler-${++count}`;
  await createFunction(name, source, { Runtime }, 'index.js');
  return { name, ...(await invoke(name, event)) };
}

const handler = (body: string) => `exports.handler = (event, context, callback) => { ${body} };`;

describe('handlers of before Node.js 24', () => {
  it.each([
    ['callback(null, value)', `callback(null, 'called back');`, 'called back'],
    ['context.done', `context.done(null, 'done');`, 'done'],
    ['context.succeed', `context.succeed('succeeded');`, 'succeeded'],
    ['a callback in a timer', `setTimeout(() => callback(null, 'later'), 5);`, 'later'],
    ['nothing', '', null],
  ])('respond by %s', async (_how, body, expected) => {
    const { functionError, value } = await call(handler(body));
    expect([functionError, value]).toEqual([undefined, expected]);
  });

  it.each([
    ['callback(error)', `callback(new TypeError('wrong'));`],
    ['context.fail', `context.fail(new TypeError('wrong'));`],
    ['context.done(error)', `context.done(new TypeError('wrong'));`],
    ['throw', `throw new TypeError('wrong');`],
  ])('fail by %s', async (_how, body) => {
    const { functionError, value } = await call(handler(body));
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({ errorType: 'TypeError', errorMessage: 'wrong' });
  });

  it.each([
    [true, 'after'],
    [false, 'before'],
  ])('with callbackWaitsForEmptyEventLoop %s respond %s what is still to do', async (waits, when) => {
    const source = handler(`
      context.callbackWaitsForEmptyEventLoop = ${waits};
      const result = { toJSON: () => result.when, when: 'before' };
      setTimeout(() => { result.when = 'after'; }, 20);
      callback(null, result);`);
    expect((await call(source)).value).toBe(when);
  });

  it('that return a promise may do so on every runtime, and keep their environment', async () => {
    const source = `let calls = 0; exports.handler = async () => ++calls;`;
    const { name } = await call(source, {}, 'nodejs20.x');
    expect((await invoke(name)).value).toBe(2);
  });

  it('respond although a promise that nobody waits for rejects; the log says so', async () => {
    const { value, name } = await call(
      `async function later() { throw new Error('nobody waits'); } exports.handler = async () => { later(); return 'returned'; };`,
    );
    expect(value).toBe('returned');
    const read = () => {
      const { events = [] } = use().logs.operations.FilterLogEvents({ logGroupName: `/aws/lambda/${name}` });
      return events.map(({ message }) => message).join('\n');
    };
    await expect.poll(read).toContain('Unhandled Promise Rejection');
    expect((await invoke(name)).value).toBe('returned');
  });

  it('have no callback on Node.js 24', async () => {
    const { value } = await call(handler(`callback(null, 1);`), {}, 'nodejs24.x');
    expect(value).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });
});
