import { deploySample, describeStack, openTarget, removeStack, showProgress } from '@samples/deployment';

const { report, end } = showProgress(process.stderr);
const { url, outputs } = await deploySample({ sample: 'hello', root: process.cwd(), report });
end();
console.log(url, outputs);

using target = openTarget(process.env);
const stack = await describeStack(target.cloudFormation, 'hello');
if (stack) await removeStack(target.cloudFormation, stack, { pace: target.pace, report });
