import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { clientConfig, type Environment, endpointOf, isLoopback } from '@samples/localstack-client';
import { AWS_PACE, LOCAL_PACE, type Pace } from './stack/poll.ts';

export interface Target {
  cloudFormation: CloudFormationClient;
  s3: S3Client;
  sts: STSClient;
  /** Undefined is AWS itself. */
  endpoint: string | undefined;
  /** An emulator on this machine, which runs functions on this machine's processor. */
  isLocal: boolean;
  pace: Pace;
  /** What this target wants for parameters a template may have. */
  parameters: Record<string, string>;
  [Symbol.dispose](): void;
}

/** The place to deploy to, as the environment names it. */
export function openTarget(environment: Environment): Target {
  const config = clientConfig(environment);
  const endpoint = endpointOf(environment);
  const isLocal = endpoint !== undefined && isLoopback(endpoint);
  const clients = {
    cloudFormation: new CloudFormationClient(config),
    s3: new S3Client(config),
    sts: new STSClient(config),
  };
  return {
    ...clients,
    endpoint,
    isLocal,
    pace: endpoint ? LOCAL_PACE : AWS_PACE,
    parameters: isLocal ? { Architecture: hostArchitecture() } : {},
    [Symbol.dispose]() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

export function hostArchitecture(): string {
  return process.arch === 'arm64' ? 'arm64' : 'x86_64';
}
