import { XMLParser } from 'fast-xml-parser';
import { workerTask } from '../../long-work/worker-task.ts';
import { malformedXml } from '../errors.ts';

/** Lists whose items stand side by side under another name than the list's. */
const flattenedLists: Readonly<Record<string, string>> = {
  AllowedHeaders: 'AllowedHeader',
  AllowedMethods: 'AllowedMethod',
  AllowedOrigins: 'AllowedOrigin',
  CORSRules: 'CORSRule',
  DeleteMarkers: 'DeleteMarker',
  EncryptionType: 'EncryptionType',
  Errors: 'Error',
  Events: 'Event',
  ExposeHeaders: 'ExposeHeader',
  FilterRules: 'FilterRule',
  LambdaFunctionConfigurations: 'CloudFunctionConfiguration',
  NoncurrentVersionTransitions: 'NoncurrentVersionTransition',
  Objects: 'Object',
  Parts: 'Part',
  QueueConfigurations: 'QueueConfiguration',
  Rules: 'Rule',
  TopicConfigurations: 'TopicConfiguration',
  Transitions: 'Transition',
  Uploads: 'Upload',
  Versions: 'Version',
};

/** Lists inside an element of the list's name. */
const wrappedLists: Readonly<Record<string, string>> = {
  Buckets: 'Bucket',
  Grants: 'Grant',
  TagSet: 'Tag',
  Tags: 'Tag',
};

/** The kind of a grantee is an attribute. */
const granteeType = {
  '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  '@xsi:type': 'CanonicalUser',
};

const renamed: Readonly<Record<string, string>> = {
  Grants: 'AccessControlList',
  LambdaFunctionArn: 'CloudFunction',
  QueueArn: 'Queue',
  TopicArn: 'Topic',
  TotalPartsCount: 'PartsCount',
};

const numbers = new Set([
  'Days',
  'DaysAfterInitiation',
  'MaxAgeSeconds',
  'NewerNoncurrentVersions',
  'NoncurrentDays',
  'ObjectSizeGreaterThan',
  'ObjectSizeLessThan',
  'PartNumber',
]);
const booleans = new Set([
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'BucketKeyEnabled',
  'ExpiredObjectDeleteMarker',
  'IgnorePublicAcls',
  'Quiet',
  'RestrictPublicBuckets',
]);

const flattenedNames = invert(flattenedLists);
const memberNames = invert(renamed);
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  // Numeric character references are among what this option decodes; clients write line ends that way.
  htmlEntities: true,
});

export interface XmlText {
  readonly text: string;
  /** The name of the element that the document has to be. */
  readonly root: string;
}

/** The members of a request's XML document, under AWS's names; throws `MalformedXML`. */
export function readXml({ text, root }: XmlText): Record<string, unknown> {
  if (/<!DOCTYPE/i.test(text)) throw malformedXml();
  let document: Record<string, unknown>;
  try {
    document = parser.parse(text, true);
  } catch {
    throw malformedXml();
  }
  if (
    Object.keys(document)
      .filter((name) => name !== '#text')
      .join() !== root
  )
    throw malformedXml();
  const content = memberFrom(root, document[root]);
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}

export const readXmlTask = workerTask(import.meta.url, readXml);

/** An output as the tree of elements that S3 responds with. */
export function xmlTree(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => xmlTree(item));
    const itemName = wrappedLists[name];
    return itemName === undefined ? items : { [itemName]: items };
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const tree = members.map(([key, member]) => [
    elementName(key, name),
    xmlTree(member, isTagsOfAnd(name, key) ? '' : key),
  ]);
  if (name !== 'Grantee') return Object.fromEntries(tree);
  return { ...granteeType, ...Object.fromEntries(tree.filter(([element]) => element !== 'Type')) };
}

/** In a filter's `And` the tags stand side by side, elsewhere in an element of their own. */
function isTagsOfAnd(parent: string, member: string): boolean {
  return parent === 'And' && member === 'Tags';
}

function elementName(member: string, parent: string): string {
  if (isTagsOfAnd(parent, member)) return 'Tag';
  if (parent === 'Filter' && member === 'Key') return 'S3Key';
  return flattenedLists[member] ?? renamed[member] ?? member;
}

function memberFrom(name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return scalar(name, String(value ?? ''));
  const children = Object.entries(value).filter(([child]) => child !== '#text');
  const itemName = wrappedLists[name];
  if (itemName !== undefined) {
    return children.flatMap(([, items]) => listOf(items)).map((item) => memberFrom(itemName, item));
  }
  return Object.fromEntries(children.map(([child, content]) => readChild(name, child, content)));
}

function readChild(parent: string, name: string, content: unknown): [string, unknown] {
  const list = flattenedNames[name];
  if (parent === 'And' && name === 'Tag')
    return ['Tags', listOf(content).map((item) => memberFrom(name, item))];
  if (list !== undefined) return [list, listOf(content).map((item) => memberFrom(name, item))];
  if (Array.isArray(content)) throw malformedXml();
  const member = parent === 'Filter' && name === 'S3Key' ? 'Key' : (memberNames[name] ?? name);
  return [member, memberFrom(member, content)];
}

function scalar(name: string, text: string): unknown {
  if (wrappedLists[name] !== undefined) return [];
  if (booleans.has(name)) {
    if (text !== 'true' && text !== 'false') throw malformedXml();
    return text === 'true';
  }
  if (!numbers.has(name)) return text;
  if (!/^\d{1,10}$/.test(text)) throw malformedXml();
  return Number(text);
}

function listOf(content: unknown): readonly unknown[] {
  return Array.isArray(content) ? content : [content];
}

function invert(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([member, element]) => [element, member]));
}
