import { describe, expect, it } from 'vitest';
import { invokeUrl } from './index.ts';

const api = { apiId: 'abc123', stage: 'Prod', region: 'eu-west-1' };

describe('invokeUrl', () => {
  it('is the path form against an endpoint', () => {
    expect(invokeUrl(api, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' })).toBe(
      'http://127.0.0.1:4566/restapis/abc123/Prod/_user_request_',
    );
  });

  it('is the execute-api host on AWS', () => {
    expect(invokeUrl(api, {})).toBe('https://abc123.execute-api.eu-west-1.amazonaws.com/Prod');
    expect(invokeUrl({ ...api, region: 'cn-north-1' }, {})).toBe(
      'https://abc123.execute-api.cn-north-1.amazonaws.com.cn/Prod',
    );
  });
});
