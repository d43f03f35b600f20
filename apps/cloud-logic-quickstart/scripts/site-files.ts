import { extname } from 'node:path';
import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { config } from './stack.ts';

export interface SiteFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const s3 = new S3Client(config);

/** Uploads the files of a site, the page last, and then deletes what the site no longer has. */
export async function uploadFiles(
  bucket: string,
  files: readonly SiteFile[],
  contentSecurityPolicy: string,
): Promise<void> {
  const put = ({ name, content }: SiteFile, more: Partial<PutObjectCommandInput> = {}) => {
    const object = { Bucket: bucket, Key: name, Body: content, ContentType: contentTypes[extname(name)] };
    return s3.send(new PutObjectCommand({ ...object, CacheControl: cacheControl(name), ...more }));
  };
  const isPage = ({ name }: SiteFile) => name === 'index.html';
  await Promise.all(files.filter((file) => !isPage(file)).map((file) => put(file)));
  // API Gateway responds with it as the header of its name.
  const Metadata = { 'content-security-policy': contentSecurityPolicy };
  for (const page of files.filter(isPage)) await put(page, { Metadata });
  await deleteAllBut(bucket, new Set(files.map(({ name }) => name)));
}

export function emptyBucket(bucket: string): Promise<void> {
  return deleteAllBut(bucket, new Set());
}

/** One page of the list has 1,000 files, and the site about ten. */
async function deleteAllBut(Bucket: string, kept: ReadonlySet<string>): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const Objects = Contents.map(({ Key = '' }) => ({ Key })).filter(({ Key }) => !kept.has(Key));
  if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Vite puts a hash of the content into the names of assets; all other names stay while their content changes. */
function cacheControl(name: string): string {
  return name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
