import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Progress } from './progress.ts';
import { showProgress } from './show-progress.ts';

const resource = (status: string, reason?: string): Progress => ({
  kind: 'resource',
  logicalId: 'Table',
  type: 'AWS::DynamoDB::Table',
  status,
  ...(reason && { reason }),
});

describe('showProgress', () => {
  it('prints plain lines to a pipe: steps, and resources once they are done', () => {
    expect(shown(false, [{ kind: 'step', text: 'Creating x' }, resource('CREATE_IN_PROGRESS')])).toBe(
      'Creating x\n',
    );
    expect(shown(false, [resource('CREATE_IN_PROGRESS'), resource('CREATE_COMPLETE')])).toBe(
      '  CREATE_COMPLETE      Table AWS::DynamoDB::Table\n',
    );
  });

  it('prints the reason of a failure beneath it', () => {
    expect(shown(false, [resource('CREATE_FAILED', 'The name is taken')])).toBe(
      '  CREATE_FAILED        Table AWS::DynamoDB::Table\n    The name is taken\n',
    );
  });

  it('prints what the owner of a resource should know beneath it', () => {
    expect(shown(false, [resource('CREATE_COMPLETE', 'Without effect: TableClass')])).toBe(
      '  CREATE_COMPLETE      Table AWS::DynamoDB::Table\n    Without effect: TableClass\n',
    );
    expect(shown(false, [resource('DELETE_COMPLETE', 'No more needed')])).not.toContain('needed');
  });

  it('keeps a last line on a terminal with what is at work, no wider than the terminal', () => {
    const [, last = ''] = shown(true, [resource('CREATE_IN_PROGRESS')]).split('\r\u001b[K');
    expect(last).toContain('at work: Tab');
    expect(last).not.toContain('Table');
  });

  it('clears that line at the end', () => {
    expect(shown(true, [resource('CREATE_IN_PROGRESS')])).toMatch(/\r.\[K$/);
  });
});

function shown(isTTY: boolean, all: Progress[]): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 22 });
  const { report, end } = showProgress(stream);
  for (const progress of all) report(progress);
  end();
  return String(stream.read());
}
