// What CDK and cfn-response bring to report on a custom resource sends by TLS to port 443, whatever its URL says. This
// cloud has neither, so such a request goes to the cloud as plain HTTP. Loaded when a function asks for node:https the
// first time: to load TLS takes longer than all else at the start of a function.
const http = require('node:http');
const https = require('node:https');

const path = '/_local-cloud/custom-resources/';

function redirectTo(cloud) {
  const { request } = https;
  https.request = (options, ...rest) => {
    const isResponse = options?.hostname === cloud.hostname && String(options.path).startsWith(path);
    if (!isResponse) return request(options, ...rest);
    const { agent: _agent, protocol: _protocol, ...kept } = options;
    return http.request({ ...kept, port: cloud.port }, ...rest);
  };
}

if (process.env.AWS_ENDPOINT_URL) redirectTo(new URL(process.env.AWS_ENDPOINT_URL));
