/** The one account of the embedded cloud and the region everything lives in. */
export interface Account {
  readonly id: string;
  readonly region: string;
}

export const defaultAccount: Account = { id: '000000000000', region: 'us-east-1' };

/** `arn:aws:<service>:<region>:<account>:<resource>`; global services and S3 leave region or account empty. */
export function arn(
  service: string,
  resource: string,
  place: { readonly region?: string; readonly accountId?: string } = {},
): string {
  return `arn:aws:${service}:${place.region ?? ''}:${place.accountId ?? ''}:${resource}`;
}

export function regionalArn(account: Account, service: string, resource: string): string {
  return arn(service, resource, { region: account.region, accountId: account.id });
}
