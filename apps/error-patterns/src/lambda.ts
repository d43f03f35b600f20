import { type ErrorContract, errorObject, integrationHandler } from '@samples/http';
import { answer, type Question } from './answer.ts';
import { audited } from './audited.ts';

interface IndentedQuestion extends Question {
  /** Spaces a level. Every language's serialiser has its own, and the patterns have to match them all. */
  indent: string;
}

/** Fails with a message such as `{"errorType":"NotFound","httpStatus":404,"requestId":"…","message":"…"}`. */
export const handler = audited((question: IndentedQuestion, context) => {
  const indent = Number(question.indent);
  const contract: ErrorContract = (...error) => errorObject(...error, indent);
  return integrationHandler(contract, answer)(question, context);
});
