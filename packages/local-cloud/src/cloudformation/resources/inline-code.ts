import { strToU8, zipSync } from 'fflate';

/** The package of code that stands in a template, with the module by which it reports on custom resources if it uses that. */
export function inlinePackage(runtime: string, text: string): Uint8Array {
  const isPython = runtime.startsWith('python');
  const [file, module, source] = isPython
    ? ['index.py', 'cfnresponse.py', pythonModule]
    : ['index.js', 'cfn-response.js', nodeModule];
  const usesModule = text.includes(isPython ? 'cfnresponse' : 'cfn-response');
  const files = { [file]: strToU8(text), ...(usesModule && { [module]: strToU8(source) }) };
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html */
const nodeModule = `exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, status, data, physicalResourceId, noEcho) => {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({
    Status: status,
    Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId,
    RequestId,
    LogicalResourceId,
    NoEcho: noEcho || false,
    Data: data,
  });
  const url = new URL(event.ResponseURL);
  const { request } = require(url.protocol === 'http:' ? 'http' : 'https');
  const sent = new Promise((resolve, reject) => {
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const put = request(url, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    put.on('error', reject);
    put.end(body);
  });
  // Before Node.js 24 a call ends with context.done.
  return sent
    .catch((error) => console.log('The response to CloudFormation could not be sent:', error))
    .then(() => context.done?.());
};
`;

const pythonModule = `import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    body = {
        "Status": responseStatus,
        "Reason": reason or "See the details in CloudWatch Log Stream: {}".format(context.log_stream_name),
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    headers = {"content-type": ""}
    data = json.dumps(body).encode("utf-8")
    request = urllib.request.Request(event["ResponseURL"], data=data, headers=headers, method="PUT")
    try:
        with urllib.request.urlopen(request) as response:
            print("Status code:", response.status)
    except Exception as error:
        print("The response to CloudFormation could not be sent:", error)
`;
