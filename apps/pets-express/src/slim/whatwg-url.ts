// In the bundle, instead of 290 KB with tables for international domain names: Node has the same classes.
export { URL, URLSearchParams } from 'node:url';
