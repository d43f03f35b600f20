import type { Failure } from '../api/result.ts';
import { Notice } from '../ui/notice.tsx';

/** Why something was not done, with the id by which the logs know the request. */
export function FailureNotice({ failure }: { failure: Failure }) {
  switch (failure.kind) {
    case 'offline':
      return (
        <Notice kind="failure">
          There is no connection. Nothing was lost: try it again when you are back.
        </Notice>
      );
    case 'ended':
      return <Notice kind="failure">Your session has ended. Sign in and try again.</Notice>;
    case 'refused':
      return (
        <Notice kind="failure">
          {failure.message}
          {failure.requestId && (
            <small>
              Status {failure.status}, request <code>{failure.requestId}</code>
            </small>
          )}
        </Notice>
      );
  }
}
