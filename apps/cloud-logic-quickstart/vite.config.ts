import { defineConfig } from 'vite';

export default defineConfig({
  // Relative URLs: on AWS the page is under the name of a stage.
  base: './',
  // amazon-cognito-identity-js brings a package that expects Node's global object.
  define: { global: 'globalThis' },
  build: {
    target: 'es2023',
    // Nothing inline: the content security policy allows files of this origin alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
