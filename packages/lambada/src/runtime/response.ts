/** What a method returns when a status or a header matters: `Response.created('/notes/7').entity(note).build()`. */
export class Response<Entity = unknown> {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly entity: Entity;

  /** @internal By way of a builder. */
  constructor(status: number, headers: ReadonlyMap<string, readonly string[]>, entity: Entity) {
    this.status = status;
    this.headers = headers;
    this.entity = entity;
  }

  static status(status: number): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(status);
  }

  static ok<Entity = undefined>(entity?: Entity, type?: string): ResponseBuilder<Entity> {
    const builder = new ResponseBuilder<undefined>(200).entity(entity as Entity);
    return type === undefined ? builder : builder.type(type);
  }

  static created(location: string | URL): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(201).location(location);
  }

  static accepted<Entity = undefined>(entity?: Entity): ResponseBuilder<Entity> {
    return new ResponseBuilder<undefined>(202).entity(entity as Entity);
  }

  static noContent(): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(204);
  }

  static seeOther(location: string | URL): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(303).location(location);
  }

  static notModified(tag?: string): ResponseBuilder<undefined> {
    const builder = new ResponseBuilder<undefined>(304);
    return tag === undefined ? builder : builder.header('ETag', tag);
  }

  static temporaryRedirect(location: string | URL): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(307).location(location);
  }

  static permanentRedirect(location: string | URL): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(308).location(location);
  }

  static notAcceptable(): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(406);
  }

  static serverError(): ResponseBuilder<undefined> {
    return new ResponseBuilder<undefined>(500);
  }
}

export interface CookieOptions {
  readonly path?: string;
  readonly domain?: string;
  /** Seconds. */
  readonly maxAge?: number;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
}

/** Collects a response. A bad status, header or cookie is a `RangeError` where it is given. */
export class ResponseBuilder<Entity> {
  readonly #status: number;
  readonly #headers = new Map<string, string[]>();
  #entity: Entity | undefined;

  constructor(status: number) {
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError(`Expected a status from 200 to 599, received ${status}`);
    this.#status = status;
  }

  entity<Other>(entity: Other): ResponseBuilder<Other> {
    const other = this as unknown as ResponseBuilder<Other>;
    other.#entity = entity;
    return other;
  }

  type(mediaType: string): this {
    return this.#replace('Content-Type', mediaType);
  }

  location(location: string | URL): this {
    return this.#replace('Location', String(location));
  }

  /** Adds a value: a name may have several. */
  header(name: string, value: string | number): this {
    checkHeader(name, String(value));
    const key = this.#keyOf(name);
    this.#headers.set(key, [...(this.#headers.get(key) ?? []), String(value)]);
    return this;
  }

  cookie(name: string, value: string, options: CookieOptions = {}): this {
    return this.header('Set-Cookie', cookieText(name, value, options));
  }

  build(): Response<Entity> {
    return new Response(this.#status, new Map(this.#headers), this.#entity as Entity);
  }

  #replace(name: string, value: string): this {
    this.#headers.delete(this.#keyOf(name));
    return this.header(name, value);
  }

  #keyOf(name: string): string {
    const wanted = name.toLowerCase();
    for (const key of this.#headers.keys()) if (key.toLowerCase() === wanted) return key;
    return name;
  }
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/;

// A line break in a value would begin a header of its own.
function checkHeader(name: string, value: string): void {
  if (!token.test(name)) throw new RangeError(`Expected a header name, received ${JSON.stringify(name)}`);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw new RangeError(
      `Expected a header value of Latin-1 without line breaks for ${name}, received ${JSON.stringify(value)}`,
    );
}

function cookieText(name: string, value: string, options: CookieOptions): string {
  if (!token.test(name)) throw new RangeError(`Expected a cookie name, received ${JSON.stringify(name)}`);
  const { path, domain, maxAge, httpOnly, secure, sameSite } = options;
  const attributes = [
    path !== undefined && `Path=${path}`,
    domain !== undefined && `Domain=${domain}`,
    maxAge !== undefined && `Max-Age=${maxAge}`,
    httpOnly && 'HttpOnly',
    secure && 'Secure',
    sameSite && `SameSite=${sameSite}`,
  ].filter((one) => typeof one === 'string');
  const wrong = attributes.find((one) => one.includes(';'));
  if (wrong !== undefined)
    throw new RangeError(`Expected a cookie attribute without ";" for ${name}, received ${wrong}`);
  return [`${name}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}
