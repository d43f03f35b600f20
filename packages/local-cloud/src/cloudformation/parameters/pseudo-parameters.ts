import type { Account } from '../../account.ts';
import type { JsonValue } from '../template.ts';

const names = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

export function isPseudoParameter(name: string): boolean {
  return names.includes(name);
}

/** All but `AWS::NoValue`, which has no value. */
export function pseudoParameters(
  account: Account,
  stack: { readonly id: string; readonly name: string },
): [string, JsonValue][] {
  return [
    ['AWS::AccountId', account.id],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', account.region],
    ['AWS::StackId', stack.id],
    ['AWS::StackName', stack.name],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ];
}
