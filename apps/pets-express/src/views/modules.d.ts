/** A compiled view: values in, HTML out, all values escaped. */
declare module '*.pug' {
  const view: (values: Record<string, unknown>) => string;
  export default view;
}

declare module '*.css' {
  const text: string;
  export default text;
}
