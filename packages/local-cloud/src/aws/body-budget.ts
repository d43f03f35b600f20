/** The bodies of all connections together are over the limit; the client may try again. */
export class BudgetExceeded extends Error {
  constructor(maxBytes: number) {
    super(
      `Expected at most ${maxBytes} bytes of request bodies at once. Try again when fewer are under way.`,
    );
    this.name = 'BudgetExceeded';
  }
}

/** The share of one request in the bytes that all bodies together may hold. */
export interface Lease {
  /** Throws `BudgetExceeded` at once where a body of this length cannot fit. */
  expect(length: number): void;
  take(length: number): void;
  release(): void;
}

export function bodyBudget(maxBytes: number): () => Lease {
  let used = 0;
  return () => {
    let taken = 0;
    const expect = (length: number) => {
      if (used + length > maxBytes) throw new BudgetExceeded(maxBytes);
    };
    return {
      expect,
      take(length) {
        expect(length);
        used += length;
        taken += length;
      },
      release() {
        used -= taken;
        taken = 0;
      },
    };
  };
}
