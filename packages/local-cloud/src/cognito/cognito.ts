import { randomBytes, randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import type { Service } from '../aws/service.ts';
import type { FunctionInvoker } from '../lambda/function-invoker.ts';
import { appService, operationOf } from './app-service.ts';
import { cognitoInputTypes } from './cognito-input-types.ts';
import { isDocumentRequest, serveDocument } from './documents.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { hostedDomains } from './oauth/hosted-domain.ts';
import { type CognitoOperations, clientOperations, cognitoOperations } from './operations.ts';
import { ownsRequest } from './owns-request.ts';
import { passedToUserPool } from './passed-roles.ts';
import type { CognitoState } from './state.ts';
import { createSigningKeys, type SigningKeys } from './tokens/signing-keys.ts';
import { verifyToken } from './tokens/verify-token.ts';
import { createPendingChallenges } from './users/pending-challenges.ts';

export interface Cognito {
  readonly service: Service;
  /** The domains of pools. */
  readonly hosted: Service;
  readonly operations: CognitoOperations;
  readonly inbox: Pick<Inbox, 'list'>;
  /** Whether a pool has this domain. */
  hasDomain(prefix: string): boolean;
  /** For API Gateway's authorizers: the claims of a token of this pool, or why it is refused. */
  verifyToken(poolArn: string, token: string): ReturnType<typeof verifyToken>;
}

export interface CognitoOptions {
  readonly account: Account;
  /** The URL of this cloud, known once it listens. */
  readonly endpointUrl: () => string;
  /** Where a line is written for each message that would be sent. */
  readonly output?: Writable | undefined;
  /** That of all regions; without it this region has its own. */
  readonly inbox?: Inbox;
  /** Whether a pool of another region has this domain. */
  readonly isDomainElsewhere?: (prefix: string) => boolean;
  /** What pools call as their triggers. */
  readonly functions: FunctionInvoker;
  /** Five seconds unless given; Infinity while functions are debugged. */
  readonly triggerTimeoutMs?: number | undefined;
  /** Milliseconds since 1970; tests set it. */
  readonly now?: () => number;
  /** What a new pool signs with. An RSA key takes a tenth of a second: a test of many pools shares one. */
  readonly createKeys?: (() => Promise<SigningKeys>) | undefined;
}

/** User pools. What an app calls is open to everyone who knows the id of a client; the rest wants a signature. */
export function createCognito(options: CognitoOptions): Cognito {
  const { account, endpointUrl, output, functions, triggerTimeoutMs = 5000, now = Date.now } = options;
  const { inbox = createInbox(output), isDomainElsewhere = () => false } = options;
  const { createKeys = createSigningKeys } = options;
  const state: CognitoState = {
    account,
    pools: new Map(),
    clients: new Map(),
    domains: new Map(),
    isDomainElsewhere,
    challenges: createPendingChallenges(now),
    oauth: {
      codes: createPendingChallenges(now, randomUUID),
      browserSessions: new Map(),
      federations: createPendingChallenges(now, randomUUID),
      logouts: createPendingChallenges(now, randomUUID),
      assertions: new Map(),
    },
    secret: randomBytes(32),
    inbox,
    functions,
    triggerTimeoutMs: Number.isFinite(triggerTimeoutMs) ? triggerTimeoutMs : undefined,
    now,
    createKeys,
  };
  const operations = bindOperations(state, cognitoOperations);
  return {
    service: cognitoService(state, operations, endpointUrl),
    hosted: hostedDomains(state, endpointUrl),
    operations,
    inbox,
    hasDomain: (prefix) => state.domains.has(prefix),
    async verifyToken(poolArn, token) {
      const pool = state.pools.get(poolArn.slice(poolArn.lastIndexOf('/') + 1));
      return pool?.arn === poolArn ? verifyToken(state, pool, token) : 'invalid';
    },
  };
}

/** Whether an `X-Amz-Target` names an operation that an app calls. */
export function isClientOperation(target: unknown): boolean {
  return Object.hasOwn(clientOperations, operationOf(target));
}

function cognitoService(
  state: CognitoState,
  operations: CognitoOperations,
  endpointUrl: () => string,
): Service {
  // A caller over the wire has no stack from which ids would be derived.
  const wire = {
    ...operations,
    CreateUserPool: (input: CreateUserPoolRequest) => operations.CreateUserPool(input),
    CreateUserPoolClient: (input: CreateUserPoolClientRequest) => operations.CreateUserPoolClient(input),
  };
  const service = appService({
    signingName: 'cognito-idp',
    operations: wire,
    inputTypes: cognitoInputTypes,
    clientOperations,
    passedRolesOf: passedToUserPool,
    withoutPool: new Set(['CreateUserPool', 'DescribeUserPoolDomain', 'ListUserPools']),
    arnOf: ({ UserPoolId: id }) => state.pools.get(String(id))?.arn ?? '*',
  });
  return {
    ...service,
    owns: (request) => ownsRequest(state, request),
    handle: async (request) =>
      isDocumentRequest(request) ? serveDocument(state, request, endpointUrl()) : service.handle(request),
  };
}
