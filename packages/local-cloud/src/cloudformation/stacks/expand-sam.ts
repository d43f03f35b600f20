import { type SamOptions, transformSam } from '@samples/sam-transform';
import { workerTask } from '../../long-work/worker-task.ts';
import { validationError } from '../errors.ts';
import { checkResourceCount } from '../parsing/check-format.ts';
import type { Template } from '../template.ts';

export interface SamInput {
  readonly template: Template;
  readonly options: SamOptions;
}

/** AWS's limit of a template in S3; a transform may multiply what its `Globals` say. */
const maxExpandedLength = 1024 * 1024;

/** The template with its SAM resources expanded; throws the errors of the transform as CloudFormation's. */
export function expandSam({ template, options }: SamInput): Template {
  const result = transformSam(template, options);
  if (result.errors) throw validationError(result.message);
  checkResourceCount(result.template.Resources);
  const { length } = JSON.stringify(result.template);
  if (length <= maxExpandedLength) return result.template;
  throw validationError(
    `Template may not exceed ${maxExpandedLength} bytes in size. The transform makes ${length} of it.`,
  );
}

export const expandSamTask = workerTask(import.meta.url, expandSam);
