import { type SamOptions, type SamProblem, samMessage, transformSam } from '@samples/sam-transform';
import { isRecord } from '../../aws/is-record.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { validationError } from '../errors.ts';
import { checkResourceCount, checkSize } from '../parsing/check-format.ts';
import type { Template } from '../template.ts';

export interface SamInput {
  readonly template: Template;
  readonly options: SamOptions;
}

export interface ExpandedSam {
  readonly template: Template;
  /** What AWS's transform has and this one lacks, a sentence each; the template is without it, to be checked further. */
  readonly notOffered: readonly string[];
}

/** The template with its SAM resources expanded; throws the errors of the transform as CloudFormation's. */
export function expandSam({ template, options }: SamInput): ExpandedSam {
  const result = transformSam(template, options);
  if (result.errors) return withoutUnsupported(template, options, result.errors);
  checkResourceCount(result.template.Resources);
  checkSize(result.template);
  return { template: result.template, notOffered: [] };
}

/** Of a resource the transform reports one fault at a time, so what it lacks is taken away until nothing is left. */
function withoutUnsupported(
  template: Template,
  options: SamOptions,
  problems: readonly SamProblem[],
  notOffered: readonly string[] = [],
): ExpandedSam {
  const faults = problems.filter(({ unsupported }) => unsupported === undefined);
  if (faults.length > 0 && notOffered.length === 0) throw validationError(samMessage(faults));
  const all = [
    ...new Set([...notOffered, ...problems.filter(({ unsupported }) => unsupported).map(sentence)]),
  ];
  const located = problems.map((problem) => ofFunction(problem, template.Resources));
  const isFound = located.some(({ resource = '' }) => Object.hasOwn(template.Resources, resource));
  // What is left may need what was taken away.
  if (faults.length > 0 || !isFound) return { template: withoutSam(template), notOffered: all };
  const rest = { ...template, Resources: withoutWhatIsAtFault(template.Resources, located) };
  if (Object.keys(rest.Resources).length === 0) return { template: rest, notOffered: all };
  const result = transformSam(rest, options);
  if (result.errors) return withoutUnsupported(rest, options, result.errors, all);
  return { template: result.template, notOffered: all };
}

/** SAM reports what is wrong inside of an event as that of a resource, with the ids of the function and the event together. */
function ofFunction(problem: SamProblem, resources: Template['Resources']): SamProblem {
  const { resource: named = '' } = problem;
  if (Object.hasOwn(resources, named)) return problem;
  const owner = Object.entries(resources).find(
    ([id, { Properties = {} }]) =>
      isRecord(Properties.Events) && Object.keys(Properties.Events).some((event) => id + event === named),
  );
  const { property: _, ...fault } = problem;
  return owner ? { ...fault, resource: owner[0], event: named } : problem;
}

function sentence({ resource, unsupported = '' }: SamProblem): string {
  return `${resource}: ${unsupported.charAt(0).toUpperCase()}${unsupported.slice(1)} not offered by this embedded cloud`;
}

/** Without the events or properties at fault, or the whole resource where a problem names no property of it. */
function withoutWhatIsAtFault(
  resources: Template['Resources'],
  problems: readonly SamProblem[],
): Template['Resources'] {
  const entries = Object.entries(resources).flatMap(([id, resource]) => {
    const own = problems.filter((problem) => problem.resource === id);
    if (own.length === 0) return [[id, resource] as const];
    const { Properties = {} } = resource;
    const { Events } = Properties;
    if (isRecord(Events) && own.every(({ event }) => event !== undefined)) {
      const sound = Object.entries(Events).filter(([name]) =>
        own.every(({ event }) => event !== name && event !== id + name),
      );
      if (sound.length === Object.keys(Events).length) return [];
      return [
        [id, { ...resource, Properties: { ...Properties, Events: Object.fromEntries(sound) } }] as const,
      ];
    }
    const names = own.map(({ property }) => property);
    if (!names.every((name) => name !== undefined && Object.hasOwn(Properties, name))) return [];
    const kept = Object.entries(Properties).filter(([name]) => !names.includes(name));
    return [[id, { ...resource, Properties: Object.fromEntries(kept) }] as const];
  });
  return Object.fromEntries(entries);
}

function withoutSam({ Resources, ...rest }: Template): Template {
  const plain = Object.entries(Resources).filter(([, { Type }]) => !Type.startsWith('AWS::Serverless::'));
  return { ...rest, Resources: Object.fromEntries(plain) };
}

export const expandSamTask = workerTask(import.meta.url, expandSam);
