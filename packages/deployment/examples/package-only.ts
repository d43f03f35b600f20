import { writeFile } from 'node:fs/promises';
import { packageTemplate, readTemplate } from '@samples/deployment';

const templatePath = 'infra/hello/template.yaml';
let count = 0;
const template = await packageTemplate({
  root: process.cwd(),
  templatePath,
  template: await readTemplate(templatePath),
  parameter: () => undefined,
  async store({ bytes, extension }) {
    const name = `artifact-${++count}${extension}`;
    await writeFile(name, bytes);
    return name;
  },
  report: () => {},
});
console.log(JSON.stringify(template));
