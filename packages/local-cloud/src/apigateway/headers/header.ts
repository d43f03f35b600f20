// biome-ignore lint/suspicious/noControlCharactersInRegex: header values may hold no control character but the tab
const invalidValue = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const invalidName = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/;

export type Header = readonly [name: string, value: string];

export function isHeaderName(name: string): boolean {
  return name !== '' && !invalidName.test(name);
}

export function isHeaderValue(value: string): boolean {
  return !invalidValue.test(value);
}
