import type { Expressions } from './expressions.ts';
import type { Meter } from './meter.ts';
import type { RequestParameters, TemplateInput } from './template-input.ts';
import { jsonText } from './values/json-text.ts';
import { type ParsedJson, parseJson } from './values/parse-json.ts';
import { JavaMap, TemplateObject, type Value } from './values/value.ts';

/** `$input` */
export class InputVariable extends TemplateObject {
  readonly #body: string;
  readonly #input: TemplateInput;
  readonly #expressions: Expressions;
  #parameters: RequestParameters | undefined;
  #parsed: ParsedJson | undefined;
  #isParsed = false;
  /** The template holds a part of the parsed body, and may have changed it. */
  #isShared = false;
  #parameterMaps: JavaMap | undefined;

  constructor(input: TemplateInput, expressions: Expressions) {
    super();
    this.#body = input.body || '{}';
    this.#input = input;
    this.#expressions = expressions;
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
    const path = this.#expressions.path(expression);
    const found = path.read(this.#document()?.value, meter);
    if (typeof found === 'object') this.#isShared = true;
    return found;
  }

  /** JSON; two quotes when nothing is found or the body is not JSON. */
  #json(expression: string, meter: Meter): string {
    const path = this.#expressions.path(expression);
    const document = this.#document();
    const found = document && path.read(document.value, meter);
    if (found === undefined) return '""';
    const isUntouched = document?.isPlain && !this.#isShared && path.findsParts;
    return isUntouched ? JSON.stringify(found) : jsonText(found, meter);
  }

  #params(): RequestParameters {
    this.#parameters ??= this.#input.params ?? {};
    return this.#parameters;
  }

  #allParameters(): JavaMap {
    const { path = {}, querystring = {}, header = {} } = this.#params();
    this.#parameterMaps ??= new JavaMap([
      ['path', new JavaMap(Object.entries(path))],
      ['querystring', new JavaMap(Object.entries(querystring))],
      ['header', new JavaMap(Object.entries(header))],
    ]);
    return this.#parameterMaps;
  }

  #parameter(name: Value): Value {
    if (typeof name !== 'string') return undefined;
    const { path = {}, querystring = {}, header = {} } = this.#params();
    return [path, querystring, header].find((place) => Object.hasOwn(place, name))?.[name];
  }
}
