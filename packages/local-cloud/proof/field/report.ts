import type { ApiCall } from './call-apis.ts';
import { refusedFor } from './refused-for.ts';
import type { FieldResult } from './try-project.ts';

const outcomes = ['deployed', 'refused', 'failed', 'unbuilt', 'invalid'] as const;

/** How many of each repository were deployed, why the others were not, and what the deployed ones answered. */
export function report(results: readonly FieldResult[]): string {
  const repositories = Map.groupBy(results, ({ name }) => name.split('/')[0] ?? '');
  return [...repositories].sort().map(ofRepository).join('\n\n\n');
}

function ofRepository([repository, results]: readonly [string, readonly FieldResult[]]): string {
  const of = (outcome: FieldResult['outcome']) => results.filter((result) => result.outcome === outcome);
  const counts = outcomes.map((outcome) => `${of(outcome).length} ${outcome}`);
  const called = of('deployed').map(({ name, calls = [] }) => ({ name: shortName(name), calls }));
  return [
    `${repository}: ${results.length} templates: ${counts.join(', ')}`,
    section('Refused for (a project may have several reasons)', countedReasons(of('refused'))),
    ...(['failed', 'unbuilt', 'invalid'] as const).map((outcome) => section(outcome, each(of(outcome)))),
    section('Calls by status', countedCalls(called.flatMap(({ calls }) => calls))),
    section(
      'Calls with a status of 400 or more',
      called.flatMap(({ name, calls }) => calls.filter(isRefused).map((call) => `${name} ${shown(call)}`)),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n') : '';
}

function countedReasons(results: readonly FieldResult[]): string[] {
  return counted(results.flatMap(({ reason = '' }) => refusedFor(reason)));
}

function countedCalls(calls: readonly ApiCall[]): string[] {
  return counted(calls.map(({ status }) => (status === 0 ? 'no response' : String(status))));
}

function counted(words: readonly string[]): string[] {
  const groups = [...Map.groupBy(words, (word) => word)];
  return groups
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([word, some]) => `${String(some.length).padStart(4)}  ${word}`);
}

function each(results: readonly FieldResult[]): string[] {
  return results.map(({ name, reason = '' }) => `${shortName(name)}  ${reason.slice(0, 300)}`);
}

/** Without its repository, and without what all cookiecutter projects share. */
function shortName(name: string): string {
  return name
    .split('/')
    .slice(1)
    .join('/')
    .replace(/\/\{\{.*?\}\}/, '');
}

function isRefused({ status }: ApiCall): boolean {
  return status === 0 || status >= 400;
}

function shown({ request, status, body, log = '' }: ApiCall): string {
  const lines = log.split('\n').filter((line) => /error|exception|not offered/i.test(line));
  return `${request}  ${status}  ${[body, ...lines].join(' ').replaceAll(/\s+/g, ' ').slice(0, 400)}`;
}
