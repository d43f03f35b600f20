import type { Context } from 'aws-lambda';
import type { Question } from './answer.ts';

type Handler<Q extends Question> = (question: Q, context: Context) => Promise<object>;

/** A wrapper that somebody put around the boundary. It has a bug, and no boundary sees what it throws. */
export function audited<Q extends Question>(handle: Handler<Q>): Handler<Q> {
  return async (question, context) => {
    if (question.status === 'bug') throw new TypeError(`Cannot audit ${question.message}`);
    return handle(question, context);
  };
}
