import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileClient } from 'pug';

// Lets Node import views and style sheets, as the deployment's bundler does for Lambda.
registerHooks({
  load(url, context, nextLoad) {
    const extension = /\.(pug|css)$/.exec(url)?.[1];
    if (!extension) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const text = readFileSync(filename, 'utf8');
    const source =
      extension === 'css'
        ? `export default ${JSON.stringify(text)};`
        : `${compileClient(text, { filename, compileDebug: false })}\nexport default template;`;
    return { format: 'module', source, shortCircuit: true };
  },
});
