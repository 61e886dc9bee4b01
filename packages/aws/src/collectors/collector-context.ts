import type { FactOf, Listing, Reading, ResourceType, UnreadReason } from "@sekinin/responsibility";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import type { AwsAction } from "../permissions/collector-actions.ts";
import type { Client, Service } from "../session/client-config.ts";
import type { AwsSession } from "../session/open-session.ts";

/** What a collector reads with. `signal` ends all its calls. */
export type CollectorContext = {
  readonly session: AwsSession;
  readonly signal: AbortSignal;
};

/** The reason of the signal when the time for an account is used up: what is not read by then is unknown. */
export class DeadlinePassed extends Error {
  constructor() {
    super("the time for this account is used up");
    this.name = "DeadlinePassed";
  }
}

/** One call in a Region, with the IAM action that it needs. Throws AwsRefusal. */
export function callIn<C extends Client, T>(
  { session, signal }: CollectorContext,
  service: Service<C>,
  region: string,
  action: AwsAction,
  send: (client: C, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  return session.call({ service, action, region }, signal, send);
}

/** Work that may fail to read: its value, or why there is none. Throws only when the whole step is given up. */
export async function readingOf<T>(action: AwsAction, work: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { status: "read", value: await work() };
  } catch (error) {
    return { status: "unread", reason: reasonOf(error, action) };
  }
}

/** Why a call gave nothing. Throws what is no answer of AWS's: an abort, or a mistake of ours. */
export function reasonOf(error: unknown, action: AwsAction): UnreadReason {
  if (error instanceof AwsRefusal) return error.reason;
  if (error instanceof DeadlinePassed) return { code: "timeout", action, detail: "deadline" };
  // Answers are what AWS sent, whatever their types say: a text in place of a list ends here.
  if (error instanceof TypeError || error instanceof RangeError) return { code: "malformed-answer", action };
  throw error;
}

/** One list of resources of a Region (or `global`), or why it was not read. */
export async function listingOf<T extends ResourceType>(
  resourceType: T,
  region: string,
  action: AwsAction,
  work: () => Promise<readonly FactOf<T>[]>,
): Promise<Listing> {
  // The pair of type and facts is checked by the signature; TypeScript cannot carry it into the union.
  return { resourceType, region, resources: await readingOf(action, work) } as Listing;
}

/** A field that every answer has. Throws AwsRefusal: a thing without it cannot be told from another. */
export function required<T>(value: T | null | undefined, action: AwsAction): T {
  if (value === undefined || value === null) throw new AwsRefusal("malformed-answer", action, null);
  return value;
}

/** Whether an error is one of AWS's that say: there is none. */
export function isAbsence(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof AwsRefusal && error.awsCode !== null && codes.includes(error.awsCode);
}
