import { createRequire } from 'node:module';
import conditionParser from 'dynalite/db/conditionParser.js';
import db, { type Store } from 'dynalite/db/index.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import validations from 'dynalite/validations/index.js';
import { parseConditionExpression } from '../expressions/condition-expression.ts';
import type { ExpressionContext } from '../expressions/expression-scope.ts';
import { parseProjectionExpression } from '../expressions/projection-expression.ts';
import { parseUpdateExpression } from '../expressions/update-expression.ts';
import { finishTables, forgetTable } from './finish-tables.ts';
import { enforceItemLimits } from './item-limits.ts';
import { checkRequest } from './request-limits.ts';
import { returnOldItems } from './return-old-items.ts';

export interface EngineResult {
  readonly status: number;
  readonly output: unknown;
}

/** Carries out an operation of DynamoDB whose input is JSON; a refusal is a result as well. */
export type Engine = (operation: string, body: Buffer) => Promise<EngineResult>;

/** What dynalite throws or returns for a request that it refuses. */
interface Refusal extends Error {
  readonly statusCode?: number;
  readonly body?: unknown;
}

/**
 * dynalite's operations on a database in a folder, without its server. LevelDB hands each write to the operating
 * system before it is acknowledged, so the end of this process loses none.
 */
export function createEngine(folder: string): Engine {
  replaceParsers();
  enforceItemLimits();
  returnOldItems();
  const store = db.create({ path: folder, createTableMs: 0, updateTableMs: 0, deleteTableMs: never });
  const ready = finishTables(store);

  return async (operation, body) => {
    await ready;
    try {
      return { status: 200, output: await run(store, operation, body) };
    } catch (error) {
      const { statusCode, body: output } = error as Refusal;
      if (statusCode !== undefined) return { status: statusCode, output };
      console.error(`${operation} of DynamoDB failed:`, error);
      return { status: 500, output: internalServerError };
    }
  };
}

const require = createRequire(import.meta.url);

/** The longest that a timer can be set for: dynalite would delete a table a moment after its response. */
const never = 2 ** 31 - 1;

const internalServerError = {
  __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
  message: 'Internal server error',
};

async function run(store: Store, operation: string, body: Buffer): Promise<unknown> {
  const name = validations.toLowerFirst(operation);
  const { types, custom } = require(`dynalite/validations/${name}.js`);
  const input = validations.checkTypes(checkRequest(body), types);
  validations.checkValidations(input, types, custom, store);
  const output = await new Promise((resolve, reject) => {
    require(`dynalite/actions/${name}.js`)(store, input, (error: Error | null, result: unknown) =>
      error ? reject(error) : resolve(result),
    );
  });
  if (operation === 'DeleteTable')
    await forgetTable(store, String((input as { TableName: string }).TableName));
  return output;
}

/** dynalite's own take exponential time for parentheses in parentheses. */
function replaceParsers(): void {
  const adapt =
    (parse: (expression: string, context: ExpressionContext) => string | object) =>
    (expression: string, { context }: { readonly context: object }) =>
      parse(expression, context as ExpressionContext);
  conditionParser.parse = adapt(parseConditionExpression);
  projectionParser.parse = adapt(parseProjectionExpression);
  updateParser.parse = adapt(parseUpdateExpression);
}
