import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ReadmeCommand {
  command: string;
  /** What the README shows below the command. */
  output: string;
}

/**
 * The commands of one section of a README that show what they print: each `sh` block whose next block, with no
 * other between them, is a `text` block. Throws when the section is missing or has no such pair.
 */
export function readmeCommands(readme: string, section: string): ReadmeCommand[] {
  const [, text = ''] = readme.split(`\n## ${section}\n`);
  const [body = ''] = text.split(/^## /m);
  const blocks = Array.from(body.matchAll(/^```(\w*)\n(.*?)^```$/gms), ([, language = '', content = '']) => {
    return { language, content: content.trimEnd() };
  });
  const commands = blocks.flatMap(({ language, content }, index): ReadmeCommand[] => {
    const next = blocks[index + 1];
    return language === 'sh' && next?.language === 'text' ? [{ command: content, output: next.content }] : [];
  });
  if (commands.length === 0) {
    throw new Error(`Expected an sh block followed by a text block in the section "${section}", found none`);
  }
  return commands;
}

export interface ReadmeResult {
  /** What the command printed, and what the README shows, both without what differs from run to run. */
  received: string;
  expected: string;
}

/**
 * Runs a command with bash, with the given variables added to an environment. A line `…` in the README stands
 * for any number of lines. Rejects with what the command says on stderr when it fails.
 */
export async function runReadmeCommand(
  { command, output }: ReadmeCommand,
  variables: Record<string, string>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ReadmeResult> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], {
    env: { ...environment, ...variables },
    timeout: 300_000,
  });
  const expected = comparable(output, variables);
  return { expected, received: elide(comparable(stdout, variables), expected) };
}

const varying: [RegExp, string][] = [
  [/\r/g, ''],
  [/^HTTP\/[\d.]+ (\d{3}).*$/gm, 'HTTP $1'],
  [/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, '<id>'],
  [/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b/g, '<date>'],
  [/\bversion \d+ with deployment \w+/g, 'version <number> with deployment <id>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\b/g, '<date>'],
];

function comparable(text: string, variables: Record<string, string>): string {
  const named = Object.entries(variables).reduce(
    (rest, [name, value]) => rest.replaceAll(value, `$${name}`),
    text,
  );
  const fixed = varying.reduce((rest, [pattern, name]) => rest.replace(pattern, name), named);
  // Over HTTP/2 the names of headers come in lower case.
  return fixed.replace(/^[\w-]+(?=: )/gm, (name) => name.toLowerCase()).trimEnd();
}

const anyLines = '…';

function elide(received: string, expected: string): string {
  const rest = received.split('\n');
  const shown = expected.split('\n');
  const lines = shown.flatMap((line, index) => {
    if (line !== anyLines) return rest.splice(0, 1);
    const next = shown[index + 1];
    rest.splice(0, next === undefined ? rest.length : Math.max(rest.indexOf(next), 0));
    return [anyLines];
  });
  return [...lines, ...rest].join('\n');
}
