import { randomInt } from 'node:crypto';
import { invalidParameter } from '../errors.ts';
import type { SecretsState } from '../state.ts';

export interface PasswordInput {
  readonly PasswordLength?: number | string | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
  readonly RequireEachIncludedType?: boolean | undefined;
}

const longest = 4096;

/** 32 characters unless given, at least one of each type unless the caller does without. */
export function getRandomPassword(_state: SecretsState, input: PasswordInput): { RandomPassword: string } {
  const { PasswordLength = 32, ExcludeCharacters = '', RequireEachIncludedType: ofEach = true } = input;
  const length = Number(PasswordLength);
  if (!Number.isInteger(length) || length < 1 || length > longest)
    throw invalidParameter(`The password length must be a number from 1 to ${longest}.`);
  const types = [
    input.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    input.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    input.ExcludeNumbers ? '' : '0123456789',
    input.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    input.IncludeSpace ? ' ' : '',
  ].map((type) => [...type].filter((character) => !ExcludeCharacters.includes(character)));
  const included = types.filter((type) => type.length > 0);
  if (included.length === 0) throw invalidParameter('Expected characters that are not excluded.');
  if (ofEach && included.length > length)
    throw invalidParameter(`A password of ${length} characters cannot have one of each included type.`);
  const characters = included.flat();
  const first = ofEach ? included.map(oneOf) : [];
  const others = Array.from({ length: length - first.length }, () => oneOf(characters));
  return { RandomPassword: shuffled([...first, ...others]).join('') };
}

function oneOf(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

/** The Fisher–Yates shuffle. */
function shuffled(items: readonly string[]): string[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? '', result[last] ?? ''];
  }
  return result;
}
