import { fromColumn } from "../locale.ts";

export type ConnectionTestState = "requested" | "running" | "passed" | "failed";

/** One call of a test. `code` is a short word of ours, for words in both languages; `detail` AWS's error code. */
export type ConnectionTestStepRow = {
  readonly step: string;
  readonly outcome: "passed" | "failed" | "skipped" | "warning";
  readonly code?: string;
  readonly action?: string;
  readonly detail?: string;
  readonly [extra: string]: unknown;
};

export type ConnectionTestRow = {
  readonly id: string;
  readonly connectionId: string;
  readonly state: ConnectionTestState;
  readonly steps: readonly ConnectionTestStepRow[];
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
};

export type RawConnectionTest = Omit<ConnectionTestRow, "state" | "steps"> & {
  readonly state: string;
  readonly steps: unknown;
};

export function connectionTestOf(row: RawConnectionTest): ConnectionTestRow {
  // Only `finishConnectionTest` and `startConnectionTest` write `steps`.
  const steps = row.steps as readonly ConnectionTestStepRow[];
  return { ...row, state: fromColumn<ConnectionTestState>(row.state), steps };
}
