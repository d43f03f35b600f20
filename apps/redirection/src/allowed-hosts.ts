/** The hosts that `ALLOWED_HOSTS` lists, with commas. Throws when it is not set. */
export function allowedHosts({ ALLOWED_HOSTS }: Readonly<Record<string, string | undefined>>): string[] {
  if (ALLOWED_HOSTS === undefined) {
    throw new Error(
      'Expected hosts, separated by commas, in the environment variable ALLOWED_HOSTS, found none',
    );
  }
  return ALLOWED_HOSTS.split(',').filter((host) => host !== '');
}
