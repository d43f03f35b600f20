import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import { startCloud } from '../../test/cloud-under-test.ts';
import { readTemplate } from './find-projects.ts';
import { parameterValues } from './parameter-values.ts';

/** Finds out what a change set refuses without a build, so that only the other projects need one. */
export interface Scout extends AsyncDisposable {
  /** Why the template is refused; undefined too where its local files would have to be read to know. */
  refusal(text: string): Promise<string | undefined>;
}

const Bucket = 'field-scout';
const StackName = 'field';
const ChangeSetName = 'scout';

export async function startScout(): Promise<Scout> {
  const cloud = await startCloud();
  const stacks = cloud.client(CloudFormationClient);
  const objects = cloud.client(S3Client);
  await objects.send(new CreateBucketCommand({ Bucket }));
  return {
    async refusal(text) {
      const document = parseDocument(text, { logLevel: 'silent' });
      const template = readTemplate(text);
      if (document.errors.length > 0 || template === undefined || !replaceCode(document)) return undefined;
      await objects.send(new PutObjectCommand({ Bucket, Key: 'template', Body: document.toString() }));
      try {
        const names = { StackName, ChangeSetName };
        await stacks.send(
          new CreateChangeSetCommand({
            ...names,
            ChangeSetType: 'CREATE',
            TemplateURL: `${cloud.url}/${Bucket}/template`,
            Parameters: Object.entries(parameterValues(template)).map(([ParameterKey, ParameterValue]) => ({
              ParameterKey,
              ParameterValue,
            })),
            Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
          }),
        );
        const { Status, StatusReason } = await stacks.send(new DescribeChangeSetCommand(names));
        return Status === 'FAILED' ? StatusReason : undefined;
      } catch (error) {
        return (error as Error).message;
      } finally {
        await stacks.send(new DeleteStackCommand({ StackName }));
      }
    },
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}

const codeMembers = ['CodeUri', 'ContentUri', 'Code', 'Content'];

/** Has objects in S3 in place of local code; false where the template names other local files. */
function replaceCode(document: Document): boolean {
  const resources = document.get('Resources');
  if (!isMap(resources) || /DefinitionUri|AWS::Include|TemplateURL|LayerVersion/.test(document.toString()))
    return false;
  const sections = [
    ...resources.items.map(({ value }) => value),
    document.getIn(['Globals', 'Function'], true),
  ];
  const globalCode = document.getIn(['Globals', 'Function', 'CodeUri']);
  for (const section of sections) {
    const properties = isMap(section) ? (section.get('Properties') ?? section) : undefined;
    if (!isMap(properties)) continue;
    // Code that is nowhere is in the template's folder, as `sam build` has it.
    const hasCode = ['CodeUri', 'InlineCode', 'ImageUri'].some((name) => properties.has(name));
    const isFunction = isMap(section) && section.get('Type') === 'AWS::Serverless::Function';
    if (isFunction && !hasCode && !globalCode) properties.set('CodeUri', `s3://${Bucket}/code.zip`);
    for (const name of codeMembers) {
      const value = properties.get(name, true);
      if (!isScalar(value) || value.tag) continue;
      const isSam = name.endsWith('Uri');
      const key = 'code.zip';
      properties.set(
        name,
        isSam ? `s3://${Bucket}/${key}` : document.createNode({ S3Bucket: Bucket, S3Key: key }),
      );
    }
  }
  return true;
}
