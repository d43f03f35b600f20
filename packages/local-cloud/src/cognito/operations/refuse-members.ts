import { notOffered } from '../errors.ts';

/** Refuses a member that asks for something and that would have no effect here. */
export function refuseMembers(operation: string, input: object, offered: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !offered.includes(name) && !isEmpty(value)) {
      throw notOffered(`${name} of ${operation}`);
    }
  }
}

function isEmpty(value: unknown): boolean {
  if (value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
