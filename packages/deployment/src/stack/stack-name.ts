/** Whether CloudFormation takes it as the name of a stack: a letter, then letters, digits and hyphens, 128 at most. */
export function isStackName(name: string): boolean {
  return /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name);
}
