/** What the mapping templates of the modelled routes make of a request: the function never sees HTTP. */
interface ItemRequest {
  readonly operation: 'read' | 'write';
  readonly item: string;
  readonly prices: readonly string[];
  readonly body?: unknown;
}

/** Answers a modelled request with a plain object, or fails with a message that a selection pattern knows. */
export async function handler(request: ItemRequest): Promise<object> {
  if (request.item === 'nothing') throw new Error('[NotFound] There is no such item');
  return request;
}
