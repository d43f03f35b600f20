// The first file of a Node environment. JavaScript, so that the child need not load the type stripper.
const { enableCompileCache, registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const [, , clientFile, compileCache] = process.argv;
enableCompileCache(compileCache);

// AWS's client loads its native transport once, before it loads the function; then the hook is removed.
const transport = pathToFileURL(require.resolve('./rapid-client.cjs')).href;
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== './rapid-client.node') return nextResolve(specifier, context);
    hooks.deregister();
    return { url: transport, format: 'commonjs', shortCircuit: true };
  },
});

// Output is written synchronously, as on AWS: between two invocations the environment stands still and could not
// finish a write.
for (const name of ['stdout', 'stderr']) {
  const { get } = Object.getOwnPropertyDescriptor(process, name);
  const first = () => {
    const value = get.call(process);
    value._handle?.setBlocking?.(true);
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
    return value;
  };
  Object.defineProperty(process, name, { get: first, configurable: true, enumerable: true });
}

process.argv.splice(1, 3, clientFile);
import(pathToFileURL(clientFile).href);
