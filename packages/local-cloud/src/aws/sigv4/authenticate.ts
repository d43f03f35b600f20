import { defaultAccount } from '../../account.ts';
import { isRegionName } from '../../region-names.ts';
import type { Caller, Service } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import type { SignedRequest } from './canonical-request.ts';
import { malformedCredential, refuseMalformedParameters, s3Mismatch } from './s3-refusals.ts';
import type { Signature } from './signature.ts';
import { skewText } from './skew-text.ts';
import { declaredHash, type SignatureFault, type Signer, verifySignature } from './verify-signature.ts';

type SignedFor = Pick<Service, 'signingName' | 'acceptsUnsigned' | 'checksAccess'>;

/** Who signed a request, known before its body is read. */
export interface Authenticated {
  readonly caller: Caller;
  /** Whether the signature holds already; that of a request without the hash of its body waits for the body. */
  readonly isVerified: boolean;
  /** Throws unless this is the body that was signed. */
  verifyBody(body: Buffer): void;
}

/**
 * Who sent a request, verified as far as it can be without the body; `undefined` for an unsigned request to a service
 * that takes those. Throws AWS's error for a signature it does not accept.
 */
export function authenticate(
  service: SignedFor,
  request: SignedRequest,
  signature: Signature | 'malformed' | undefined,
  signerOf: (accessKeyId: string) => Signer | undefined,
): Authenticated | undefined {
  const isS3 = service.signingName === 's3';
  if (isS3) refuseMalformedParameters(request);
  if (signature === undefined) {
    if (service.acceptsUnsigned) return undefined;
    throw refusal(service, 'missing-token', request);
  }
  if (signature === 'malformed')
    throw (isS3 && malformedCredential(request)) || refusal(service, 'malformed', request);
  if (!isRegionName(signature.region)) throw unknownRegion(service, signature.region);
  const signer = signerOf(signature.accessKeyId);
  if (!signer) throw refusal(service, 'unknown-key', request);
  const result = verifySignature(request, signature, signer);
  if (isS3 && result === 'mismatch') throw s3Mismatch(request, signature);
  if (typeof result === 'string') throw refusal(service, result, request);
  if (signer.caller.policies && !service.checksAccess) throw rootOnly(service, signer.caller);
  return {
    caller: callerIn(service, signature.region, signer.caller),
    isVerified: declaredHash(request, signature) !== undefined,
    verifyBody(body) {
      const fault = result(body);
      if (fault) throw refusal(service, fault, request);
    },
  };
}

/** The caller of a service in a region. The root has no policies that could ask for it; IAM is in the first one. */
export function callerIn(
  { signingName }: Pick<SignedFor, 'signingName'>,
  region: string,
  caller: Caller,
): Caller {
  if (!caller.policies) return caller;
  return { ...caller, requestedRegion: signingName === 'iam' ? defaultAccount.region : region };
}

/** Nothing is granted by a policy nobody evaluates. */
function rootOnly({ signingName }: SignedFor, { arn }: Caller): ServiceError {
  const message = `User: ${arn} is not authorized: this embedded cloud offers ${signingName} to the account's root alone.`;
  return new ServiceError('AccessDenied', message, 403);
}

type Fault = SignatureFault | 'missing-token' | 'malformed' | 'unknown-key';
type Family = 'query' | 'json' | 's3';

const mismatchText =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const invalidText = 'The security token included in the request is invalid.';
const expiredText = 'The security token included in the request is expired';
const skewedText = 'Signature expired: the time of the request differs too much from the time of the server.';
const unsignedHostText = "'Host' must be a 'SignedHeader' in the AWS Authorization.";
const malformedText = 'The authorization of the request is not in the form of AWS Signature Version 4.';

/** The same fault in the words of each family of services: code, message. */
const words: Readonly<Record<Fault, Readonly<Record<Family, readonly [string, string]>>>> = {
  mismatch: everywhere(
    mismatchText,
    'SignatureDoesNotMatch',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ),
  'payload-mismatch': {
    query: ['SignatureDoesNotMatch', mismatchText],
    json: ['InvalidSignatureException', mismatchText],
    s3: [
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ],
  },
  'time-skewed': {
    query: ['SignatureDoesNotMatch', skewedText],
    json: ['InvalidSignatureException', skewedText],
    s3: [
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    ],
  },
  'expired-token': everywhere(expiredText, 'ExpiredToken', 'ExpiredTokenException', 'ExpiredToken'),
  'invalid-token': everywhere(
    invalidText,
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'InvalidToken',
  ),
  'unknown-key': {
    query: ['InvalidClientTokenId', invalidText],
    json: ['UnrecognizedClientException', invalidText],
    s3: ['InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  },
  'missing-signed-header': everywhere(
    unsignedHostText,
    'SignatureDoesNotMatch',
    'InvalidSignatureException',
    'AccessDenied',
  ),
  'missing-token': everywhere(
    'Missing Authentication Token',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'AccessDenied',
  ),
  malformed: everywhere(
    malformedText,
    'IncompleteSignature',
    'IncompleteSignatureException',
    'AuthorizationHeaderMalformed',
  ),
};

function everywhere(message: string, query: string, json: string, s3: string) {
  return { query: [query, message], json: [json, message], s3: [s3, message] } as const;
}

/** AWS's words, and for services that do not have them the name that came. */
function unknownRegion(service: SignedFor, region: string): ServiceError {
  if (service.signingName === 's3') {
    const { region: Region } = defaultAccount;
    const message = `The authorization header is malformed; the region '${region}' is wrong; expecting '${Region}'`;
    return new ServiceError('AuthorizationHeaderMalformed', message, 400, { Region });
  }
  const [code] = words.mismatch[familyOf(service)];
  const message = `Credential should be scoped to a valid region, not '${region}'. This embedded cloud has AWS's commercial regions, such as us-east-1.`;
  return new ServiceError(code, message, 403);
}

function familyOf({ signingName }: SignedFor): Family {
  if (signingName === 's3') return 's3';
  return ['cloudformation', 'iam', 'sts'].includes(signingName) ? 'query' : 'json';
}

function refusal(service: SignedFor, fault: Fault, request: SignedRequest): ServiceError {
  const family = familyOf(service);
  const [code, text] = words[fault][family];
  const message = (fault === 'time-skewed' && family !== 's3' && skewText(request)) || text;
  return new ServiceError(code, message, fault === 'malformed' || fault === 'payload-mismatch' ? 400 : 403);
}
