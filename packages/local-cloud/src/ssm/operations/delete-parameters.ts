import type {
  DeleteParameterRequest,
  DeleteParametersRequest,
  DeleteParametersResult,
} from '@aws-sdk/client-ssm';
import { invalid, parameterNotFound } from '../errors.ts';
import { nameOf } from '../parameter-name.ts';
import type { SsmState } from '../state.ts';

export function deleteParameter(state: SsmState, input: DeleteParameterRequest): object {
  const { name } = nameOf(state.account, input.Name ?? '');
  if (!state.parameters.delete(name)) throw parameterNotFound();
  return {};
}

export function deleteParameters(state: SsmState, input: DeleteParametersRequest): DeleteParametersResult {
  const names = [...new Set(input.Names)];
  if (names.length < 1 || names.length > 10) throw invalid('Expected 1 to 10 Names.');
  const deleted = new Set(names.filter((name) => state.parameters.delete(name)));
  return { DeletedParameters: [...deleted], InvalidParameters: names.filter((name) => !deleted.has(name)) };
}
