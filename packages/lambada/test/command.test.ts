import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './packed.ts';
import { classes, createProject, type TestProject } from './project.ts';

const command = path.join(root, 'packages/lambada/bin/lambada.js');
let project: TestProject;

beforeAll(() => {
  project = createProject(classes);
});
afterAll(() => project.remove());

function lambada(...args: string[]) {
  const env = { PATH: process.env.PATH, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const options = { cwd: project.folder, encoding: 'utf8', env: { ...env, ...keys } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
  return { status, stdout, stderr };
}

describe('lambada', () => {
  it('explains itself and its commands', () => {
    expect(lambada('--help').stdout).toContain('Exit codes: 0 done');
    expect(lambada('deploy', '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Usage: lambada deploy /),
    });
  });

  it('reports wrong usage with exit code 2', () => {
    expect(lambada('build', '--nonsense')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("unknown option '--nonsense'"),
    });
    expect(lambada('serve', '--port', '70000')).toMatchObject({
      status: 2,
      stderr: 'Expected a whole number from 0 to 65535 for --port, received "70000"\n',
    });
    expect(lambada('deploy', '--stack-name', '1st').stderr).toMatch(
      /^Expected a letter, .* received "1st"\n$/,
    );
  });

  it('prints the routes', () => {
    expect(lambada('routes').stdout).toBe(`GET     /                    Others.home
GET     /files/{rest+}       Others.file   @Authorized(key)
GET     /notes               Notes.list
POST    /notes               Notes.create  @Authorized(key)
DELETE  /notes               Others.clear
GET     /notes/{id: [0-9]+}  Notes.find
GET     /notes/{name}        Notes.named
`);
  });

  it('reports every diagnostic with its place, and writes nothing', () => {
    const wrong = createProject({ 'src/a.ts': classes['src/notes.ts'].replace("'/notes'", "'/{notes'") });
    const { status, stderr } = lambada('build', '--project', wrong.folder);
    wrong.remove();
    expect(status).toBe(2);
    expect(stderr).toMatch(/src\/a\.ts:2:7: .*\n/);
    expect(stderr).toMatch(/@Authorized|unknown-authorizer/);
  });

  it('reports that nothing listens at the endpoint, with exit code 1', () => {
    const { status, stderr } = lambada('deploy');
    expect(status).toBe(1);
    expect(stderr).toMatch(/Nothing listens at http:\/\/127\.0\.0\.1:1: start it with npm start\n$/);
  });
});
