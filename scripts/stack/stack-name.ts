import { UsageError } from '../deploy-error.ts';

/** The name itself, if CloudFormation takes it. */
export function checkedStackName(name: string): string {
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return name;
  throw new UsageError(
    `Expected a letter, then letters, digits and hyphens, 128 at most, for --stack-name, received ${JSON.stringify(name)}`,
  );
}
