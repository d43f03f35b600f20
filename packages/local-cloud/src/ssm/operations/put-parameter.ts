import { randomBytes } from 'node:crypto';
import {
  type ParameterTier,
  ParameterType,
  type PutParameterRequest,
  type PutParameterResult,
} from '@aws-sdk/client-ssm';
import { boundedPatterns } from '../../aws/bounded-patterns.ts';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalid, notOffered } from '../errors.ts';
import { checkNewName } from '../parameter-name.ts';
import { currentVersion, type ParameterRecord, type ParameterVersion, type SsmState } from '../state.ts';

const maxVersions = 100;
const maxBytes: Readonly<Record<string, number>> = { Standard: 4096, Advanced: 8192 };

/** Creates a parameter or, with Overwrite, adds a version to it. */
export function putParameter(
  state: SsmState,
  input: PutParameterRequest,
  { caller }: Partial<Pick<CallContext, 'caller'>> = {},
): PutParameterResult {
  const name = checkNewName(input.Name);
  if (input.Policies) throw notOffered('Policies of a parameter');
  if (input.DataType !== undefined && input.DataType !== 'text')
    throw notOffered(`The DataType ${input.DataType}`);
  const former = state.parameters.get(name);
  if (former && !input.Overwrite) {
    throw new ServiceError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  if (input.Overwrite && input.Tags?.length) {
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  }
  const by = caller?.arn ?? `arn:aws:iam::${state.account.id}:root`;
  const version = newVersion(input, former && currentVersion(former), by);
  state.parameters.set(name, {
    name,
    versions: versionsWith(former, version),
    tags: former?.tags ?? input.Tags ?? [],
  });
  return { Version: version.version, Tier: version.tier };
}

function versionsWith(
  former: ParameterRecord | undefined,
  version: ParameterVersion,
): ParameterRecord['versions'] {
  return [...(former?.versions ?? []).slice(1 - maxVersions), version];
}

function newVersion(
  input: PutParameterRequest,
  former: ParameterVersion | undefined,
  modifiedBy: string,
): ParameterVersion {
  const value = input.Value ?? '';
  const type = input.Type ?? former?.type;
  if (value === '') {
    throw invalid(
      "1 validation error detected: Value at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  if (!type) throw invalid('A parameter type is required when you create a parameter.');
  if (!Object.values(ParameterType).includes(type)) {
    throw invalid(
      `1 validation error detected: Value '${type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]`,
    );
  }
  if (input.KeyId !== undefined && type !== 'SecureString') {
    throw invalid('KeyId is required for SecureString type parameter only.');
  }
  const allowedPattern = input.AllowedPattern ?? former?.allowedPattern;
  checkPattern(value, allowedPattern);
  return {
    version: (former?.version ?? 0) + 1,
    type,
    value,
    encrypted: randomBytes(Buffer.byteLength(value) + 48).toString('base64'),
    modified: new Date(),
    modifiedBy,
    tier: tierFor(value, input.Tier, former?.tier),
    description: input.Description ?? former?.description,
    allowedPattern,
    keyId: type === 'SecureString' ? (input.KeyId ?? former?.keyId ?? 'alias/aws/ssm') : undefined,
  };
}

/** An advanced parameter never becomes a standard one. */
function tierFor(value: string, asked: ParameterTier = 'Standard', former?: ParameterTier): ParameterTier {
  const size = Buffer.byteLength(value);
  const isLong = size > (maxBytes.Standard ?? 0);
  const fitting = asked === 'Intelligent-Tiering' ? (isLong ? 'Advanced' : 'Standard') : asked;
  const tier = former === 'Advanced' ? former : fitting;
  const most = maxBytes[tier];
  if (most === undefined)
    throw invalid(`Expected the Tier Standard, Advanced or Intelligent-Tiering, received ${tier}.`);
  if (size <= most) return tier;
  throw invalid(
    tier === 'Standard'
      ? 'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html'
      : 'Advanced tier parameters support a maximum parameter value of 8192 characters.',
  );
}

function checkPattern(value: string, pattern: string | undefined): void {
  if (!pattern) return;
  let matches: boolean;
  try {
    matches = boundedPatterns().compile(pattern)(value);
  } catch {
    throw new ServiceError(
      'InvalidAllowedPatternException',
      `The request does not meet the regular expression requirement: ${pattern}`,
    );
  }
  if (matches) return;
  throw new ServiceError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );
}
