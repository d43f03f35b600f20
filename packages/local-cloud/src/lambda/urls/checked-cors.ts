import type { Cors } from '@aws-sdk/client-lambda';
import { invalidValue } from '../errors.ts';

const methods = ['*', 'GET', 'PUT', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** How many of each list, and how long each of its items may be. https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
const lists = {
  AllowHeaders: [100, 1024],
  AllowMethods: [6, 6],
  AllowOrigins: [100, 253],
  ExposeHeaders: [100, 1024],
} as const;

const maxAge = 86_400;

/** The CORS settings of a URL, where they keep AWS's limits. */
export function checkedCors(cors: Cors | undefined): Cors | undefined {
  if (!cors || Object.keys(cors).length === 0) return undefined;
  const { AllowCredentials, AllowHeaders, AllowMethods, AllowOrigins, ExposeHeaders, MaxAge } = cors;
  const given = { AllowHeaders, AllowMethods, AllowOrigins, ExposeHeaders };
  for (const name of Object.keys(lists) as (keyof typeof lists)[]) checkList(name, given[name] ?? []);
  const unknown = AllowMethods?.find((method) => !methods.includes(method));
  if (unknown !== undefined) {
    const constraint = `Member must satisfy constraint: [Member must satisfy enum value set: [${methods.join(', ')}]]`;
    throw invalidValue(`[${AllowMethods}]`, 'cors.allowMethods', constraint);
  }
  if (MaxAge !== undefined && !(Number.isInteger(MaxAge) && MaxAge >= 0 && MaxAge <= maxAge)) {
    const bound = MaxAge < 0 ? 'greater than or equal to 0' : `an integer less than or equal to ${maxAge}`;
    throw invalidValue(MaxAge, 'cors.maxAge', `Member must have value ${bound}`);
  }
  return {
    ...(AllowCredentials !== undefined && { AllowCredentials }),
    ...(AllowHeaders && { AllowHeaders }),
    ...(AllowMethods && { AllowMethods }),
    ...(AllowOrigins && { AllowOrigins }),
    ...(ExposeHeaders && { ExposeHeaders }),
    ...(MaxAge !== undefined && { MaxAge }),
  };
}

/** A value with a line feed would end the header it is sent in. */
function checkList(name: keyof typeof lists, items: readonly string[]): void {
  const [maxItems, maxLength] = lists[name];
  const member = `cors.${name[0]?.toLowerCase()}${name.slice(1)}`;
  const shown = `[${items.join(', ')}]`;
  if (items.length > maxItems)
    throw invalidValue(shown, member, `Member must have length less than or equal to ${maxItems}`);
  if (items.every((item) => item.length <= maxLength && /^[\x20-\x7e]+$/.test(item))) return;
  const constraint = `Member must satisfy constraint: [Member must have length less than or equal to ${maxLength}, Member must satisfy regular expression pattern: [\\x20-\\x7e]+]`;
  throw invalidValue(shown, member, constraint);
}
