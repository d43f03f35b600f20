import { compileTemplate } from '@samples/mapping-templates';

const template = compileTemplate(`#set($order = $input.path('$'))
{
  "customer": "$util.escapeJavaScript($order.customer)",
  "requestId": "$context.requestId",
  "skus": [#foreach($item in $order.items)"$item.sku"#if($foreach.hasNext), #end#end]
}`);

const body = '{"customer": "Ann \\"A\\" Lee", "items": [{"sku": "x1"}, {"sku": "x2"}]}';
console.log(template.render({ body, context: { requestId: 'c6af9ac6' } }));
