import type { ShortName } from '../apigateway/short-names.ts';

/** A stage of an API with its short URL, as `/_local-cloud/apis` lists it for tools. */
export interface NamedApi extends Omit<ShortName, 'label'> {
  /** `http://<label>.localhost:<port>`, without a trailing slash. */
  readonly url: string;
}

export function namedApis(names: readonly ShortName[], cloudUrl: string): NamedApi[] {
  const { port } = new URL(cloudUrl);
  return names.map(({ label, ...rest }) => ({
    ...rest,
    url: `http://${label}.localhost${port && `:${port}`}`,
  }));
}
