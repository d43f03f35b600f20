import path from 'node:path';
import { deploySample, describeStack, openTarget, removeStack } from '@samples/deployment';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

export interface SwitchedStack {
  /** Deploys the sample with these values; every other parameter has its default again. */
  switchTo(parameters: Record<string, string>): Promise<{ url: string; outputs: Record<string, string> }>;
  remove(): Promise<void>;
}

/** What a stack has, CloudFormation keeps: a feature is switched off by its default. */
const off = {
  ListRoute: 'proxy',
  ApiKey: 'false',
  DailyQuota: '1000',
  WriteToken: '',
  Stages: 'prod',
  CacheSeconds: '0',
  Monitoring: 'false',
  CreateLoggingRole: 'false',
  TypedClient: 'false',
};

/** A stack of the sample, beside the one of all tests, whose features are switched while it runs. */
export function switchedStack(stackName: string, mongoUri = inject('sample').mongoUri ?? ''): SwitchedStack {
  const { endpoint } = inject('sample');
  const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  const uri = new URL(mongoUri);
  uri.pathname = `/${stackName}`;
  return {
    async switchTo(parameters) {
      const { url = '', outputs } = await deploySample({
        sample: 'pets-express',
        root: path.resolve(import.meta.dirname, '../../..'),
        stackName,
        environment,
        parameters: { MongoUri: uri.href, ...off, ...parameters },
        report: () => {},
      });
      return { url, outputs };
    },
    async remove() {
      using target = openTarget(environment);
      const stack = await describeStack(target.cloudFormation, stackName);
      if (stack) await removeStack(target.cloudFormation, stack, { pace: target.pace, report: () => {} });
    },
  };
}

/** Sends JSON, and no body where there is none. */
export function send(url: string, method: string, body?: object, headers: Record<string, string> = {}) {
  return fetch(url, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
}
