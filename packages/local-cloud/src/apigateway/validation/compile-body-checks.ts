import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { inWorker } from '../in-worker.ts';
import { type CompiledModels, compileModels, type Models } from './compile-models.ts';
import { longLength, type ModelCheck, type Violations } from './model-check.ts';
import { TookTooLong } from './time-limit.ts';

/** Takes a body as a string; `undefined` for a valid one. */
export type BodyCheck = (
  text: string,
  bodyWork: LongWork | undefined,
) => Violations | undefined | Promise<Violations | undefined>;

/** By the names of models. */
export type BodyChecks = ReadonlyMap<string, BodyCheck>;

/** In milliseconds. All other requests wait for what the event loop does. */
const most = { inLoop: 50, inWorker: 1000 };

/** Compiles models to checks that run in the event loop where they are quick, and else in a worker. */
export function compileBodyChecks(models: Models): BodyChecks {
  const source = JSON.stringify(models);
  return new Map([...compileModels(models)].map(([name, check]) => [name, bodyCheck(source, name, check)]));
}

function bodyCheck(source: string, name: string, check: ModelCheck): BodyCheck {
  return (text, bodyWork) => {
    if (bodyWork && text.length > longLength) return violationsInWorker(bodyWork, { source, name, text });
    try {
      return check(text, most.inLoop);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      return bodyWork ? violationsInWorker(bodyWork, { source, name, text }) : tooLong;
    }
  };
}

/** One whose validation takes too long is invalid. */
const tooLong: Violations = () => '[the validation takes too long]';

async function violationsInWorker(bodyWork: LongWork, input: BodyToCheck): Promise<Violations | undefined> {
  try {
    const text = await inWorker(bodyWork, violationsTask, input);
    return text === undefined ? undefined : () => text;
  } catch (error) {
    if (error instanceof TooMuchWork) return tooLong;
    throw error;
  }
}

interface BodyToCheck {
  /** The models of the API, as JSON. */
  readonly source: string;
  readonly name: string;
  readonly text: string;
}

/** Runs in a worker, which keeps the last models that it compiled. */
export function violationsOf({ source, name, text }: BodyToCheck): string | undefined {
  if (kept?.source !== source) kept = { source, models: compileModels(JSON.parse(source)) };
  try {
    return kept.models.get(name)?.(text, most.inWorker)?.();
  } catch (error) {
    if (error instanceof TookTooLong) return tooLong();
    throw error;
  }
}

let kept: { readonly source: string; readonly models: CompiledModels } | undefined;

const violationsTask = workerTask(import.meta.url, violationsOf);
