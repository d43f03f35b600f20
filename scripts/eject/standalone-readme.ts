import path from 'node:path';

/** A sample's lesson with the commands of its own folder, and without links to what stays in this repository. */
export function standaloneReadme(
  readme: string,
  sample: string,
  placeOf: (file: string) => string | undefined,
  leftOut: readonly string[],
): string {
  /** Where a link leads in the folder; `undefined` for what is not there. */
  const placeIn = (target: string) => {
    const file = path.posix.join('apps', sample, target);
    if (!file.startsWith(`apps/${sample}/`)) return placeOf(file);
    return leftOut.includes(file) ? undefined : target;
  };
  const isAway = (part: string) => [...part.matchAll(link)].some(([, , target = '']) => !placeIn(target));
  const [title = '', ...sections] = readme.split(/^(?=## )/m);
  const adapted = sections.flatMap((section) => {
    const name = /^## (.+)/.exec(section)?.[1] ?? '';
    if (name === 'Change it' || name === 'Debug it') return [];
    return replacements[name]?.(sample) ?? section.replaceAll(` --workspace ${sample}`, '');
  });
  return [title, ...adapted]
    .join('')
    .replaceAll('`npm run bench`', '`npm run bench` of the samples’ repository')
    .replace(nextPages, (_line, pages: string) => {
      const there = pages.split('; ').filter((page) => !isAway(page));
      return there.length === 0 ? '' : `- Next: ${there.join('; ').replace(/\.?$/, '.')}\n`;
    })
    .replace(stepOfFile, (line) => (isAway(/^.*?\)/.exec(line)?.[0] ?? '') ? '' : line))
    .replace(link, (whole, text: string, target: string) => {
      const place = placeIn(target);
      if (place === target) return whole;
      return place ? `[${text}](${place})` : text;
    });
}

const link = /\[([^\]]*)\]\(((?!\w+:)[^)#]+)(#[^)]*)?\)/g;
const nextPages = /^- Next: (.*)\n/gm;
/** A step of "How it works" that is about the file or package which it begins with. */
const stepOfFile = /^\d+\. \[.*\n/gm;

const replacements: Record<string, (sample: string) => string> = {
  'Run it': (sample) => `## Run it

\`\`\`sh
npm install
npm test             # the units
npm run typecheck
\`\`\`

[SAM's CLI](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html) builds and deploys, to AWS or to the endpoint in \`AWS_ENDPOINT_URL\`. There the tests of the whole sample, in \`test/\`, run too:

\`\`\`sh
export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
sam build && sam deploy --resolve-s3
npm test
export API=http://${sample}.localhost:4566   # in the embedded cloud; elsewhere the URL of the API
\`\`\`

`,
  'Deploy to AWS and clean up': (sample) => `## Deploy to AWS and clean up

\`npm run deploy\` builds the template and deploys the stack \`${sample}\`; \`npm run delete-stack\` deletes it. Buckets with objects in them and log groups stay. Anyone who knows the URL can use the API, so delete the stack when you are done.

`,
};
