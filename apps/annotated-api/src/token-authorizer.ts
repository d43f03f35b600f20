import { createHmac, timingSafeEqual } from 'node:crypto';
import { Authorizer, type Caller, type RequestAuthorizer } from '@samples/lambada';

/** Lets those through who have a token that was signed with our key: `Bearer ada.c7dd…`. */
@Authorizer('token')
export class TokenAuthorizer implements RequestAuthorizer {
  authorize(credentials: string): Caller | undefined {
    const [, name = '', signature = ''] = /^Bearer (\w+)\.([\da-f]{64})$/.exec(credentials) ?? [];
    const expected = createHmac('sha256', secret()).update(name).digest();
    const isValid = name !== '' && timingSafeEqual(Buffer.from(signature, 'hex'), expected);
    return isValid ? { principalId: name } : undefined;
  }
}

function secret(): string {
  const { TOKEN_SECRET } = process.env;
  if (!TOKEN_SECRET) throw new Error('Expected a key for environment variable TOKEN_SECRET, received none');
  return TOKEN_SECRET;
}
