import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileClient } from 'pug';

// Lets Node import views and assets, as the deployment's bundler does for Lambda.
registerHooks({
  load(url, context, nextLoad) {
    const [name = '', extension] = /[^/]+\.(pug|css|svg|png)$/.exec(url) ?? [];
    if (!extension) return nextLoad(url, context);
    const source =
      extension === 'pug'
        ? compileView(fileURLToPath(url))
        : `export default ${JSON.stringify(`assets/${name}`)};`;
    return { format: 'module', source, shortCircuit: true };
  },
});

function compileView(filename: string): string {
  const view = compileClient(readFileSync(filename, 'utf8'), { filename, compileDebug: false });
  return `${view}\nexport default template;`;
}
