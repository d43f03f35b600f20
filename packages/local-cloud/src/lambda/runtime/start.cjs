// The first file of a Node environment. JavaScript, so that the child need not load the type stripper.
const { enableCompileCache, registerHooks } = require('node:module');
const { delimiter, dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');

const [, , clientFile, compileCache] = process.argv;
const client = pathToFileURL(clientFile).href;
enableCompileCache(compileCache);

// AWS's client loads its native transport last, before it loads the function; then the hook is removed.
const replacements = {
  http: require.resolve('./piped-http.cjs'),
  'node:http': require.resolve('./piped-http.cjs'),
  './rapid-client.node': require.resolve('./rapid-client.cjs'),
};
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (context.parentURL !== client || !Object.hasOwn(replacements, specifier)) {
      return nextResolve(specifier, context);
    }
    if (specifier === './rapid-client.node') hooks.deregister();
    return { url: pathToFileURL(replacements[specifier]).href, format: 'commonjs', shortCircuit: true };
  },
});

// The AWS SDK is part of Lambda's runtimes, for functions whose packages and layers do not bring it.
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'node:https' || specifier === 'https') require('./custom-response.cjs');
    try {
      return resolveWithLayers(specifier, context, nextResolve);
    } catch (error) {
      const path = /^@(aws-sdk|smithy)\//.test(specifier) && ofRuntime(specifier);
      if (!path) throw error;
      return { url: pathToFileURL(path).href, format: 'commonjs', shortCircuit: true };
    }
  },
});

// `/opt` is the folder of the function's layers. ES modules find packages there too, which Node's NODE_PATH is not for.
function resolveWithLayers(specifier, context, nextResolve) {
  const { LAMBDA_LAYERS_ROOT: root, NODE_PATH = '' } = process.env;
  if (root === undefined) return nextResolve(specifier, context);
  if (specifier.startsWith('/opt/')) {
    const path = root + specifier.slice('/opt'.length);
    return nextResolve(context.conditions.includes('import') ? pathToFileURL(path).href : path, context);
  }
  const folders = [''];
  if (context.conditions.includes('import') && !/^[./]|:/.test(specifier))
    folders.push(...NODE_PATH.split(delimiter));
  let failure;
  for (const folder of folders) {
    const place = folder && { parentURL: pathToFileURL(join(dirname(folder), 'layer.mjs')).href };
    try {
      return nextResolve(specifier, { ...context, ...place });
    } catch (error) {
      failure ??= error;
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  throw failure;
}

function ofRuntime(specifier) {
  try {
    return require.resolve(specifier);
  } catch {
    return undefined;
  }
}

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
// The client of before Node 24 is a library that its starter runs.
import(client).then(({ run }) => run?.(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER));
