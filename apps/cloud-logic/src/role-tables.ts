import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table as the roles see it that the function takes: it has no rights of its own. */
export interface RoleTables {
  /** Whose notes: the role reaches the items of this owner alone. */
  ofUser(sub: string): DynamoDBDocumentClient;
  /** To count all notes. */
  ofAdministrators(): DynamoDBDocumentClient;
}

/** Users whose clients an environment keeps; beyond that, the one that was made first goes. */
const mostUsers = 200;

export function roleTables(
  { NOTES_ROLE_ARN, COUNT_ROLE_ARN }: NodeJS.ProcessEnv,
  sts: Pick<STSClient, 'send'> = new STSClient(),
): RoleTables {
  const notesRole = required('NOTES_ROLE_ARN', NOTES_ROLE_ARN);
  const countRole = required('COUNT_ROLE_ARN', COUNT_ROLE_ARN);
  const users = new Map<string, DynamoDBDocumentClient>();
  let administrators: DynamoDBDocumentClient | undefined;
  return {
    ofUser(sub) {
      const known = users.get(sub);
      if (known) return known;
      const Tags = [{ Key: 'sub', Value: sub }];
      const table = tableWith(sts, { RoleArn: notesRole, RoleSessionName: sub, Tags });
      users.set(sub, table);
      const [oldest = ''] = users.keys();
      if (users.size > mostUsers) users.delete(oldest);
      return table;
    },
    ofAdministrators() {
      administrators ??= tableWith(sts, { RoleArn: countRole, RoleSessionName: 'administrators' });
      return administrators;
    },
  };
}

/** The client asks for credentials at its first request, and keeps them until shortly before they expire. */
function tableWith(sts: Pick<STSClient, 'send'>, role: AssumeRoleCommandInput): DynamoDBDocumentClient {
  const credentials = async () => {
    const { Credentials } = await sts.send(new AssumeRoleCommand(role));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new Error(`Expected credentials of ${role.RoleArn}, received none`);
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };
  const requestHandler = { requestTimeout: 2_000, throwOnRequestTimeout: true };
  return DynamoDBDocumentClient.from(new DynamoDBClient({ credentials, maxAttempts: 3, requestHandler }));
}

function required(name: string, value: string | undefined): string {
  if (value) return value;
  throw new Error(`Expected the ARN of a role for environment variable ${name}, received none`);
}
