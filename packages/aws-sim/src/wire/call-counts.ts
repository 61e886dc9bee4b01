/** `code` is "ok" or the error's code. An AssumeRole is counted for the role's account. */
export type CallCountRow = {
  readonly accountId: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  readonly calls: number;
};

export type CallCounts = { readonly total: number; readonly rows: readonly CallCountRow[] };

export type CallCounter = {
  add(call: Omit<CallCountRow, "calls">): void;
  read(): CallCounts;
  reset(): void;
};

export function createCallCounter(): CallCounter {
  const rows = new Map<string, CallCountRow & { calls: number }>();
  let total = 0;
  return {
    add(call) {
      total += 1;
      const key = `${call.accountId}/${call.service}/${call.operation}/${call.status}/${call.code}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { ...call, calls: 1 });
      else row.calls += 1;
    },
    read: () => ({ total, rows: [...rows.values()].map((row) => ({ ...row })) }),
    reset() {
      rows.clear();
      total = 0;
    },
  };
}
