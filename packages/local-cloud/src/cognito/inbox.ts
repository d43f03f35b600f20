import type { Writable } from 'node:stream';

/** A code or an invitation, which AWS would have sent by e-mail or SMS. */
export interface Delivery {
  readonly to: string;
  readonly medium: 'EMAIL' | 'SMS';
  readonly subject: string;
  readonly text: string;
  readonly userPoolId: string;
  readonly username: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface Inbox {
  deliver(delivery: Delivery): void;
  /** The latest first; those to one recipient, or all. */
  list(to?: string): Delivery[];
}

const maxDeliveries = 1000;

/** Keeps the latest messages, and writes a line for each to the output. */
export function createInbox(output?: Writable): Inbox {
  const deliveries: Delivery[] = [];
  return {
    deliver(delivery) {
      deliveries.unshift(delivery);
      deliveries.length = Math.min(deliveries.length, maxDeliveries);
      output?.write(`${oneLine(`Cognito to ${delivery.to}: ${delivery.text}`)}\n`);
    },
    list: (to) => deliveries.filter((delivery) => to === undefined || delivery.to === to),
  };
}

/** A user's name or a template must not move the cursor of the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 500);
}
