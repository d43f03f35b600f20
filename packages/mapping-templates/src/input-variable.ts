import type { Meter } from './limits.ts';
import { JavaMap } from './values/java-map.ts';
import { jsonText } from './values/json-text.ts';
import { type ParsedJson, parseJson } from './values/parse-json.ts';
import { TemplateObject, type Value } from './values/value.ts';

/** The parameters of the request, by their places. The names of headers are as the client wrote them. */
export interface RequestParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/** `$input` */
export class InputVariable extends TemplateObject {
  readonly #body: string;
  readonly #parameters: RequestParameters;
  #parsed: ParsedJson | undefined;
  #isParsed = false;
  /** The template holds a part of the body, and may have changed it. */
  #isShared = false;
  #parameterMaps: JavaMap | undefined;

  constructor(body: string, parameters: RequestParameters) {
    super();
    this.#body = body === '' ? '{}' : body;
    this.#parameters = parameters;
  }

  override property(name: string): Value {
    return name === 'body' ? this.#body : undefined;
  }

  override call(name: string, parameters: readonly Value[], meter: Meter): Value {
    const [parameter, ...others] = parameters;
    if (others.length > 0) return undefined;
    if (name === 'params')
      return parameters.length === 0 ? this.#allParameters() : this.#parameter(parameter);
    if (typeof parameter !== 'string') return undefined;
    if (name === 'path') return this.#path(parameter, meter);
    return name === 'json' ? this.#json(parameter, meter) : undefined;
  }

  override toText(): string {
    return '';
  }

  #document(): ParsedJson | undefined {
    if (!this.#isParsed) this.#parsed = parseJson(this.#body);
    this.#isParsed = true;
    return this.#parsed;
  }

  #path(expression: string, meter: Meter): Value {
    const path = meter.expressions.path(expression);
    const found = path.read(this.#document()?.value, meter);
    if (typeof found === 'object') this.#isShared = true;
    return found;
  }

  /** JSON text; two quotes when nothing is found or the body is no JSON. */
  #json(expression: string, meter: Meter): string {
    const path = meter.expressions.path(expression);
    const document = this.#document();
    const found = document && path.read(document.value, meter);
    if (found === undefined) return '""';
    const isUntouched = document?.isPlain && !this.#isShared && path.findsParts;
    return isUntouched ? JSON.stringify(found) : jsonText(found, meter);
  }

  #allParameters(): JavaMap {
    const { path, querystring, header } = this.#parameters;
    this.#parameterMaps ??= new JavaMap([
      ['path', new JavaMap(Object.entries(path))],
      ['querystring', new JavaMap(Object.entries(querystring))],
      ['header', new JavaMap(Object.entries(header))],
    ]);
    return this.#parameterMaps;
  }

  #parameter(name: Value): Value {
    if (typeof name !== 'string') return undefined;
    const { path, querystring, header } = this.#parameters;
    return [path, querystring, header].find((place) => Object.hasOwn(place, name))?.[name];
  }
}
