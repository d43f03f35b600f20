// The first file of a Node environment. JavaScript, so that the child need not load the type stripper.
const { enableCompileCache, registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const [, , clientFile, compileCache] = process.argv;
enableCompileCache(compileCache);

// AWS's client asks for its native transport once, before it loads the function; nothing stays hooked after that.
const transport = pathToFileURL(require.resolve('./rapid-client.cjs')).href;
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== './rapid-client.node') return nextResolve(specifier, context);
    hooks.deregister();
    return { url: transport, format: 'commonjs', shortCircuit: true };
  },
});

process.argv.splice(1, 3, clientFile);
import(pathToFileURL(clientFile).href);
