import type { Shape } from "../schema/shape.ts";

/** One operation as its client's schemas describe it. */
export type OperationModel = {
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Method, path template and status of a REST operation. */
  readonly http: readonly [string, string, number] | undefined;
};
