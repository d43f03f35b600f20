import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure, sendSigned } from '../testing/signed-request.ts';

const { url } = withCloud();

describe('the REST-XML protocol of S3', () => {
  const documents = [
    ['cors', 'CORSConfiguration'],
    ['tagging', 'Tagging'],
    ['versioning', 'VersioningConfiguration'],
    ['lifecycle', 'LifecycleConfiguration'],
    ['notification', 'NotificationConfiguration'],
    ['encryption', 'ServerSideEncryptionConfiguration'],
    ['policy', 'Policy'],
  ] as const;
  const element = fc.constantFrom(
    ...[
      'Rule',
      'ID',
      'Status',
      'Filter',
      'Tag',
      'TagSet',
      'Key',
      'Value',
      'CORSRule',
      'AllowedMethod',
      'Days',
    ],
    ...[
      'Expiration',
      'CloudFunctionConfiguration',
      'CloudFunction',
      'Event',
      'S3Key',
      'FilterRule',
      '__proto__',
    ],
  );
  const { xml } = fc.letrec((tie) => ({
    xml: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        '',
        '1',
        'Enabled',
        'GET',
        '&amp;',
        '&#0;',
        '&no;',
        '<',
        '<![CDATA[x]]>',
        '<!DOCTYPE x>',
      ),
      fc.tuple(element, tie('xml')).map(([name, content]) => `<${name}>${content}</${name}>`),
      fc.array(tie('xml'), { maxLength: 3 }).map((parts) => parts.join('')),
    ),
  }));
  const headers = fc.dictionary(
    fc.constantFrom(
      ...[
        'range',
        'if-match',
        'if-modified-since',
        'x-amz-copy-source',
        'x-amz-tagging',
        'content-md5',
        'expires',
      ],
      ...['x-amz-checksum-crc32', 'x-amz-sdk-checksum-algorithm', 'x-amz-trailer', 'x-amz-copy-source-range'],
    ),
    fc.constantFrom(
      '',
      'bytes=-',
      'bytes=9-1',
      '/arbitrary/key',
      '%',
      'a=b&a=b',
      'AAAA',
      '-1',
      'CRC32',
      'null',
    ),
    { maxKeys: 3 },
  );

  beforeAll(async () => {
    await sendSigned(url(), { service: 's3', method: 'PUT', path: '/arbitrary' });
    await sendSigned(url(), { service: 's3', method: 'PUT', path: '/arbitrary/key', body: 'text' });
  });

  it('responds to every document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...documents), xml, ([setting, root], content) =>
        expectNoFailure(url(), {
          service: 's3',
          method: 'PUT',
          path: `/arbitrary?${setting}`,
          body: `<${root}>${content}</${root}>`,
        }),
      ),
      { numRuns: 300 },
    );
  });

  it('responds to every path, query and header', async () => {
    const query = fc.constantFrom(
      ...[
        '',
        'list-type=2',
        'max-keys=x',
        'uploads',
        'uploadId=x',
        'partNumber=0',
        'versionId=x',
        'delete',
        'acl',
      ],
      ...[
        'continuation-token=x',
        'prefix=%ff',
        'response-content-type=a%0d%0ab',
        'response-expires=x',
        'select',
      ],
    );
    const path = fc.constantFrom(
      '/',
      '/arbitrary',
      '/arbitrary/key',
      '/arbitrary/%00',
      '/arbitrary//',
      '/A..b/c',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'OPTIONS', 'PATCH'),
        path,
        query,
        headers,
        (method, path, rawQuery, given) =>
          expectNoFailure(url(), {
            service: 's3',
            method,
            path: `${path}?${rawQuery}`,
            headers: given,
            body: '',
          }),
      ),
      { numRuns: 400, examples: [['GET', '/arbitrary/key', 'response-content-type=a%0d%0ab', {}]] },
    );
  });
});
