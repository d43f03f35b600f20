import { type JsonValue, type SamProblem, type Template, transformSam } from '../../src/index.ts';
import { isObject } from '../../src/template.ts';

export interface Outcome {
  /** `hash` differs in the ids of deployments alone; `refused` is a template that AWS takes. */
  readonly outcome: 'equal' | 'hash' | 'wrong' | 'refused';
  /** What is refused, or where the first difference is. */
  readonly detail?: string;
}

export interface Comparison extends Outcome {
  readonly name: string;
  readonly region: string;
}

/** Compares an expansion, or the message for a template that must be refused, with what the suite expects. */
export function compare(template: Template, expected: JsonValue, region: string): Outcome {
  const parameterValues = { param1: 'value1', param2: 'value2' };
  const { template: expansion, errors = [] } = transformSam(template, { region, parameterValues });
  const message = messageOf(errors);
  const official = isObject(expected) ? expected.errorMessage : undefined;
  if (typeof official === 'string') return compareMessages(message, official);
  if (expansion === undefined) return { outcome: 'refused', detail: message };
  const ours = sorted(expansion as unknown as JsonValue);
  const theirs = sorted(expected);
  const difference = firstDifference(ours, theirs);
  if (difference === undefined) return { outcome: 'equal' };
  const withoutHashes = firstDifference(sorted(withoutHash(ours)), sorted(withoutHash(theirs)));
  return withoutHashes
    ? { outcome: 'wrong', detail: withoutHashes }
    : { outcome: 'hash', detail: difference };
}

// In the order in which the suite compares: by the resources' ids.
function messageOf(errors: readonly SamProblem[]): string {
  const keyOf = ({ resource, message }: SamProblem) => resource ?? message;
  const messages = errors
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map(({ message }) => message);
  const start = 'Invalid Serverless Application Specification document. Number of errors found:';
  return errors.length === 0 ? '' : `${start} ${errors.length}. ${messages.join(' ')}`;
}

function compareMessages(message: string, official: string): Outcome {
  if (message === official) return { outcome: 'equal' };
  if (message.includes('not supported by this transform')) return { outcome: 'refused', detail: message };
  return {
    outcome: 'wrong',
    detail: message === '' ? `taken, not: ${official}` : `${message}\n    not: ${official}`,
  };
}

// As the suite compares: the order of lists does not count.
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted).sort((one, other) => (text(one) < text(other) ? -1 : 1));
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

function withoutHash(value: JsonValue): JsonValue {
  return JSON.parse(text(value).replaceAll(/(Deployment|deployment id: )[\da-f]{10,40}\b/g, '$1hash'));
}

function text(value: JsonValue): string {
  return JSON.stringify(value);
}

function firstDifference(ours: JsonValue, theirs: JsonValue, path = ''): string | undefined {
  if (isObject(ours) && isObject(theirs)) {
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    for (const name of names) {
      const [one, other] = [ours[name], theirs[name]];
      if (one === undefined || other === undefined) {
        return `${path}/${name} is ${one === undefined ? 'missing' : 'too much'}: ${text(one ?? other ?? null)}`;
      }
      const difference = firstDifference(one, other, `${path}/${name}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return text(ours) === text(theirs) ? undefined : `${path}: ${text(ours)}\n    not ${text(theirs)}`;
}
