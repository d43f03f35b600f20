import { compileTemplate } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';

const options = { limits: { steps: 1000, regexTime: 20 }, runBounded };
for (const source of ['#foreach($i in [1..2000])$i#end', '$input.body.matches("(a+)+")']) {
  try {
    compileTemplate(source, options).render({ body: `${'a'.repeat(50)}!` });
  } catch (error) {
    console.log(String(error));
  }
}
