import { type Template, transformSam } from '@samples/sam-transform';

const options = { region: 'eu-central-1' };
const first = deploymentOf(withPath('/notes'));
console.log(first);
console.log('the same again:', deploymentOf(withPath('/notes')) === first);
console.log('another path:', deploymentOf(withPath('/entries')));

function withPath(Path: string): Template {
  const Events = { Get: { Type: 'Api', Properties: { Path, Method: 'get' } } };
  const Properties = { InlineCode: '…', Handler: 'index.handler', Runtime: 'nodejs24.x', Events };
  return { Resources: { Notes: { Type: 'AWS::Serverless::Function', Properties } } };
}

function deploymentOf(template: Template): string | undefined {
  const result = transformSam(template, options);
  if (result.errors) throw new Error(result.message);
  const { Resources } = result.template;
  return Object.keys(Resources).find((id) => Resources[id]?.Type === 'AWS::ApiGateway::Deployment');
}
