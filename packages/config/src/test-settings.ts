import { z } from "zod";
import { Failure } from "./failure.ts";

/** Places in a step where a fault test may end or freeze the process. */
export const faultPoints = ["after-read", "before-write", "mid-write", "after-commit", "in-finalise"] as const;

/** Places between the states of a mail of the outbox; `mail-accepted` is the window that nobody else can see. */
export const mailFaultPoints = [
  "mail-planned",
  "mail-claimed",
  "mail-composed",
  "mail-transmitting",
  "mail-accepted",
  "mail-settled",
] as const;
export type FaultPoint = (typeof faultPoints)[number] | (typeof mailFaultPoints)[number];

const testSchema = z.object({
  SEKININ_FAULT_POINT: z.enum([...faultPoints, ...mailFaultPoints]).optional(),
  /** `kill` is SIGKILL, `freeze` is SIGSTOP: the test sends SIGCONT. */
  SEKININ_FAULT_ACTION: z.enum(["kill", "freeze"]).default("kill"),
  /** The fault happens at the n-th time that the point is reached. */
  SEKININ_FAULT_COUNT: z.coerce.number().int().min(1).default(1),
  SEKININ_TEST_LEASE_SECONDS: z.coerce.number().int().min(1).optional(),
  SEKININ_TEST_QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  /** Repeats the random moments of a fault test. */
  SEKININ_FAULT_SEED: z.coerce.number().int().min(0).optional(),
  /** AWS's published rates are kept to whatever the simulator would allow, which makes small crawls slow. */
  SEKININ_TEST_UNPACED: z.enum(["yes", "no"]).optional(),
  SEKININ_TEST_STUCK_SECONDS: z.coerce.number().int().min(1).optional(),
  /** Calls to AWS that the process may have under way, so that a benchmark is bound by latency alone. */
  SEKININ_TEST_CALLS_IN_FLIGHT: z.coerce.number().int().min(1).optional(),
});
export type TestSettings = Partial<z.infer<typeof testSchema>>;

/** What fault tests change about a process; empty wherever NODE_ENV is not `test`, whatever else is set. */
export function testSettings(variables: Readonly<Record<string, string | undefined>> = process.env): TestSettings {
  if (variables.NODE_ENV !== "test") return {};
  const parsed = testSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new Failure("environment.invalid", { detail: { problem: z.prettifyError(parsed.error) } });
}
