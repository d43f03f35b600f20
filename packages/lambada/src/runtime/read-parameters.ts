import { badRequest, type Problem } from './bad-request.ts';
import { badValue } from './bad-value.ts';
import { bodyProblems } from './body-problems.ts';
import { convertText } from './convert-text.ts';
import type { RequestContext } from './http.ts';
import { essence, isJson } from './media-type.ts';
import { parseCookies } from './parse-cookies.ts';
import { type Fields, parseForm } from './parse-form.ts';
import type { BodyPlan, ParameterPlan, Route, ValuePlan } from './route-table.ts';
import { WebApplicationError } from './web-application-error.ts';

/** The values of a method's parameters. Throws a 400 that has all wrong ones, 415 for a body of the wrong type. */
export async function readParameters(route: Route, request: RequestContext): Promise<unknown[]> {
  const { parameters } = route;
  if (parameters.length === 0) return [];
  const problems: Problem[] = [];
  const sources: Sources = { request, route, problems, ...(await formOf(parameters, request)) };
  const values = parameters.map((plan) => parameterValue(plan, sources));
  if (problems.length > 0) throw badRequest(problems);
  return values;
}

interface Sources {
  readonly request: RequestContext;
  readonly route: Route;
  readonly problems: Problem[];
  readonly form?: Fields<string | Uint8Array>;
  cookies?: Fields;
}

async function formOf(
  parameters: readonly ParameterPlan[],
  request: RequestContext,
): Promise<Pick<Sources, 'form'>> {
  if (!parameters.some(takesForm)) return {};
  const type = request.headers['content-type'];
  if (type === undefined && request.body.length === 0) return { form: {} };
  const form = await parseForm(request.body, type ?? '');
  if (form) return { form };
  throw new WebApplicationError(
    type?.startsWith('multipart/form-data') ? 400 : 415,
    badValue('a body of application/x-www-form-urlencoded or multipart/form-data', 'the form', type),
  );
}

function takesForm(plan: ParameterPlan): boolean {
  return plan.kind === 'form' || (plan.kind === 'bean' && Object.values(plan.fields).some(takesForm));
}

function parameterValue(plan: ParameterPlan, sources: Sources): unknown {
  if (plan.kind === 'context') return sources.request;
  if (plan.kind === 'body') return bodyOf(plan, sources);
  if (plan.kind !== 'bean') return convert(plan, givenTo(plan, sources), sources.problems);
  const values = Object.entries(plan.fields).map(
    ([name, field]) => [name, parameterValue(field, sources)] as const,
  );
  // A field that the request lacks keeps what the class gives it.
  return Object.assign(plan.create(), Object.fromEntries(values.filter(([, value]) => value !== undefined)));
}

/** What the request has for a parameter: strings, or the files of a form. */
function givenTo(plan: ValuePlan, sources: Sources): readonly (string | Uint8Array)[] {
  if (plan.kind !== 'form') return textsOf(plan, sources);
  const isFile = plan.types.includes('bytes');
  return (sources.form?.[plan.name] ?? []).filter((one) => (typeof one !== 'string') === isFile);
}

function textsOf({ kind, name }: ValuePlan, sources: Sources): readonly string[] {
  const { request, route } = sources;
  if (kind === 'query') return request.query[name] ?? [];
  if (kind === 'cookie') {
    sources.cookies ??= parseCookies(request.headers.cookie ?? '');
    return sources.cookies[name] ?? [];
  }
  const text =
    kind === 'header' ? request.headers[name] : request.pathParameters[route.names?.[name] ?? name];
  if (text === undefined) return [];
  return [kind === 'path' ? decodedPath(text, name) : text];
}

function decodedPath(text: string, name: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    const message = badValue('percent-encoded UTF-8', `the path parameter ${name}`, text);
    throw badRequest([{ in: 'path', name, message }]);
  }
}

function convert(plan: ValuePlan, given: readonly (string | Uint8Array)[], problems: Problem[]): unknown {
  const { kind, name, expects, isList, validate } = plan;
  const texts = isList && (kind === 'header' || kind === 'cookie') ? given.flatMap(listItems) : given;
  const valueFor = (one: string | Uint8Array) =>
    typeof one === 'string' ? convertText(one, plan.types) : one;
  if (texts.length === 0) {
    if (plan.isRequired) problems.push(problem(undefined));
    return plan.default;
  }
  if (!isList) {
    const text = texts.at(-1) ?? '';
    const value = valueFor(text);
    if (value === undefined || (validate && !validate(plain(value)))) problems.push(problem(text));
    return value;
  }
  const values = texts.map(valueFor);
  if (values.includes(undefined) || (validate && !validate(values.map(plain)))) problems.push(problem(texts));
  return values;

  function problem(received: unknown): Problem {
    return { in: kind, name, message: badValue(expects, `the ${places[kind]} ${name}`, received) };
  }
}

function listItems(text: string | Uint8Array): string[] {
  return String(text)
    .split(',')
    .map((item) => item.trim());
}

const places = {
  path: 'path parameter',
  query: 'query parameter',
  header: 'header',
  cookie: 'cookie',
  form: 'form field',
};

/** The value as JSON has it, which is what validators know. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? Number(value) : value;
}

function bodyOf({ as, isRequired, validate, revive }: BodyPlan, { request, problems }: Sources): unknown {
  const { body, headers } = request;
  if (body.length === 0) {
    if (isRequired)
      problems.push({ in: 'body', name: '', message: badValue('a value', 'the body', undefined) });
    return undefined;
  }
  if (as === 'bytes') return body;
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const value = as === 'string' ? text : parseJson(text, headers['content-type']);
  if (validate && !validate(value)) problems.push(...bodyProblems(validate.errors ?? [], value));
  else if (revive) return revive(value as never);
  return value;
}

function parseJson(text: string, contentType: string | undefined): unknown {
  if (contentType !== undefined && !isJson(contentType))
    throw new WebApplicationError(415, badValue('application/json', 'Content-Type', essence(contentType)));
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `Expected JSON for the body: ${(error as Error).message}`;
    throw badRequest([{ in: 'body', name: '', message }]);
  }
}
