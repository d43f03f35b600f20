import { randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `<stack>-<logical id>-<12 random letters and digits>`; both names are cut, evenly, to `maxLength`. */
export function generateName(stackName: string, logicalId: string, maxLength: number): string {
  const random = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const room = Math.max(2, maxLength - random.length - 2);
  const stackRoom = Math.max(Math.ceil(room / 2), room - logicalId.length);
  const stackPart = stackName.slice(0, stackRoom);
  const logicalPart = logicalId.slice(0, room - stackPart.length);
  return `${stackPart}-${logicalPart}-${random}`;
}
