import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import type { FunctionInvoker, InvokeRequest } from '../../lambda/function-invoker.ts';

/** What a pool sends to a function. */
export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: Readonly<Record<string, unknown>>;
}

/** The members of the event's `response` that a function sets; it throws to refuse. */
export type TriggerFunction = (event: TriggerEvent) => unknown;

type Functions = Readonly<Record<string, TriggerFunction>>;

/** Functions of a pool, by trigger, in place of Lambda; `events` has what they were called with. */
export function poolFunctions(functions: Functions) {
  const events: TriggerEvent[] = [];
  const calls: InvokeRequest[] = [];
  const invoker: FunctionInvoker = {
    async invoke(request) {
      calls.push(request);
      const event: TriggerEvent = JSON.parse(String(request.payload));
      events.push(event);
      const run = functions[request.functionName.split(':').at(-1) ?? ''];
      if (!run) throw new ServiceError('AccessDeniedException', 'No policy allows it.', 403);
      const result = {
        statusCode: 200,
        executedVersion: '$LATEST',
        requestId: 'id',
        logTail: async () => '',
      };
      try {
        const response = await untilAborted(run(event), request.signal);
        return {
          ...result,
          payload: Buffer.from(JSON.stringify(response === undefined ? {} : { ...event, response })),
        };
      } catch (error) {
        if (request.signal?.aborted) throw error;
        const payload = Buffer.from(JSON.stringify({ errorMessage: (error as Error).message }));
        return { ...result, payload, functionError: 'Unhandled' };
      }
    },
  };
  return { invoker, events, calls };
}

export function lambdaConfig(...triggers: readonly string[]): LambdaConfigType {
  return Object.fromEntries(triggers.map((name) => [name, arnOf(name)]));
}

export function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

async function untilAborted(value: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  if (!signal) return value;
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason));
  return Promise.race([value, promise]);
}
