import { compileTemplate, TemplateContext } from '@samples/mapping-templates';

const context = new TemplateContext({ httpMethod: 'POST' });
const template = compileTemplate(`#set($context.responseOverride.status = 201)
#set($context.requestOverride.header.trace = $input.params('id'))
$context.httpMethod $stageVariables.table`);

console.log(
  template.render({ params: { path: { id: '42' } }, context, stageVariables: { table: 'pets' } }),
  context.overrides().response.status,
  context.overrides().request.header,
);
