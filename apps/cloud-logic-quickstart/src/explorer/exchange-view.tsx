import type { Exchange, Message } from './exchange.ts';

export function ExchangeView({ exchange: { request, response } }: { exchange: Exchange }) {
  const { status, milliseconds, gatewayRequestId, functionRequestId } = response;
  const outcome = status < 300 ? 'good' : status < 500 ? 'refused' : 'bad';
  return (
    <div class="exchange">
      <div class="result">
        <span class={`status ${outcome}`}>
          <span class="unseen">Status </span>
          {status}
        </span>
        <span class="hint">{milliseconds} ms</span>
      </div>
      <dl class="ids">
        <dt>Request id of the gateway</dt>
        <dd>{gatewayRequestId ? <code>{gatewayRequestId}</code> : 'Not visible to this page'}</dd>
        <dt>Request id of the function</dt>
        <dd>{functionRequestId ? <code>{functionRequestId}</code> : 'The function was not called'}</dd>
      </dl>
      <h3>Response</h3>
      <Content message={response} />
      <h3>Request</h3>
      <p class="line">
        <code>
          {request.method} {request.url}
        </code>
      </p>
      <Content message={request} />
    </div>
  );
}

function Content({ message: { headers, body } }: { message: Message }) {
  return (
    <>
      <details>
        <summary>Headers</summary>
        <table>
          <tbody>
            {headers.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {body ? <pre>{body}</pre> : <p class="hint">No body.</p>}
    </>
  );
}
