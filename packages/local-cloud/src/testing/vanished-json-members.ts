import type { InputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Operations } from '../aws/service.ts';
import { type Examined, vanishedMembers } from './vanished-members.ts';

interface JsonExamined<Table extends object> extends Omit<Examined<Table>, 'operations' | 'prepare'> {
  readonly inputTypes: InputTypes;
  create(): { readonly operations: Table };
  /** Makes what the operation needs to succeed. */
  prepare(operations: Table, operation: string): void;
  shown?(operations: Table): unknown;
}

/** `vanishedMembers` of a service of the JSON protocol. */
export function vanishedJsonMembers<Table extends object>(examined: JsonExamined<Table>): Promise<string[]> {
  const { create, prepare, shown, inputTypes, ...rest } = examined;
  return vanishedMembers<Table>({
    ...rest,
    operations: Object.keys(create().operations),
    prepare(operation) {
      const { operations } = create();
      prepare(operations, operation);
      return {
        operations,
        shown: () => shown?.(operations),
        serve: (traced) =>
          jsonService({
            signingName: 'any',
            version: '1.1',
            operations: traced as unknown as Operations,
            inputTypes,
          }),
      };
    },
  });
}
