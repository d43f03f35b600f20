import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ToolResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a command of a project's user, and ends it with all that it started when its time is over. */
export async function runTool(
  command: readonly string[],
  cwd: string,
  endpoint: string,
  seconds: number,
): Promise<ToolResult> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      SAM_CLI_TELEMETRY: '0',
      CI: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let late = '';
  const timer = setTimeout(() => {
    late = `\n${program} ${args[0]} took more than ${seconds} s`;
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  }, seconds * 1000);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  try {
    const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { succeeded: code === 0 && late === '', output: out + err + late };
  } finally {
    clearTimeout(timer);
  }
}
