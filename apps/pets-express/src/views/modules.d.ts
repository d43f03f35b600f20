/** A compiled view: values in, HTML out, all values escaped. */
declare module '*.pug' {
  const view: (values: Record<string, unknown>) => string;
  export default view;
}

/** The URL of a file that browsers load, such as `assets/style-XXXXXXXX.css`. */
declare module '*.css' {
  const url: string;
  export default url;
}

declare module '*.svg' {
  const url: string;
  export default url;
}

declare module '*.png' {
  const url: string;
  export default url;
}
