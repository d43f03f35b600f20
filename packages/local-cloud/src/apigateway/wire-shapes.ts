import { jsonText } from '../aws/json-text.ts';
import type { AwsRequest, AwsResponse, Operation } from '../aws/service.ts';

/** Members that have other names on the wire: the query's `name`, and the items of a list. */
export function listed<Input>(
  operation: (input: Input) => { readonly items?: object | undefined },
  itemsName: 'item' | 'values' = 'item',
): Operation {
  return (input) => {
    const { name, ...members } = input as { readonly name?: string };
    const { items, ...page } = operation({
      ...members,
      ...(name !== undefined && { nameQuery: name }),
    } as Input);
    return { [itemsName]: items, ...page };
  };
}

type Parameters = Readonly<Record<string, string>>;

/** For operations whose request body is a document; the query's members are input beside it. */
export function takesDocument<Input>(operation: (input: Input) => object, status: number) {
  return async (request: AwsRequest, parameters: Parameters): Promise<AwsResponse> => {
    const query = Object.fromEntries(request.query);
    const input = { ...query, ...parameters, body: request.body } as Input;
    return jsonResponse(request, status, operation(input));
  };
}

export function jsonResponse(
  request: Pick<AwsRequest, 'requestId'>,
  status: number,
  output: object,
): AwsResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': request.requestId };
  return { status, headers, body: jsonText(output) };
}
