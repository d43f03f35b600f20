import { managedPoliciesAtRoot } from './managed-policies-at-root.ts';
import { managedPoliciesByPath } from './managed-policies-by-path.ts';

const paths = new Map(
  Object.entries({ '': managedPoliciesAtRoot, ...managedPoliciesByPath }).flatMap(([path, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, path + name] as const),
  ),
);

/** The path of a policy that AWS manages, such as `service-role/AWSLambdaRole`; undefined for any other name. */
export function managedPolicyPath(name: string): string | undefined {
  return paths.get(name);
}

/** The paths of all policies that AWS manages. */
export function managedPolicyPaths(): Iterable<string> {
  return paths.values();
}

export function managedPolicyArn(partition: string, path: string): string {
  return `arn:${partition}:iam::aws:policy/${path}`;
}
