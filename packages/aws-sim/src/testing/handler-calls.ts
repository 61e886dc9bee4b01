import { handlers } from "../handlers/index.ts";
import type { SimulatedAccount, SimulatedOrganization } from "../organization/types.ts";
import { type ServiceName, SimulatedError } from "../wire/handler.ts";

export const testNow = new Date("2026-11-24T09:00:00.000Z");

export type Caller = {
  readonly organization: SimulatedOrganization;
  readonly account: SimulatedAccount;
  readonly region?: string;
  readonly now?: Date;
};

/** Calls one handler as the wire would. Throws where there is no such operation. */
export function call(
  caller: Caller,
  operation: `${ServiceName}:${string}`,
  input: Record<string, unknown> = {},
): Record<string, unknown> {
  const [service, name = ""] = splitOperation(operation);
  const handler = handlers[service][name];
  if (handler === undefined) throw new Error(`no handler for ${operation}`);
  const { organization, account, region = organization.homeRegion, now = testNow } = caller;
  return handler({ organization, account, region, now }, input);
}

/** The list under `member` of all pages, following `token` in the answer to `input` in the request. */
export function callAll(
  caller: Caller,
  operation: `${ServiceName}:${string}`,
  paging: {
    readonly member: string;
    readonly answerToken: string;
    readonly inputToken: string;
    readonly input?: Record<string, unknown>;
  },
): { readonly items: readonly unknown[]; readonly pages: number } {
  const items: unknown[] = [];
  let token: unknown;
  for (let pages = 1; pages <= 1_000; pages++) {
    const answer = call(caller, operation, { ...paging.input, [paging.inputToken]: token });
    const list = answer[paging.member];
    if (!Array.isArray(list)) throw new Error(`${operation} answered no ${paging.member}`);
    items.push(...list);
    token = answer[paging.answerToken];
    if (token === undefined) return { items, pages };
  }
  throw new Error(`${operation} never ended`);
}

/** `code status` of the error that a call answers with. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SimulatedError) return `${error.code} ${error.httpStatus}`;
    throw error;
  }
  return "answered";
}

function splitOperation(operation: `${ServiceName}:${string}`): readonly [ServiceName, string | undefined] {
  const [service, name] = operation.split(":");
  const known = (Object.keys(handlers) as ServiceName[]).find((each) => each === service);
  if (known === undefined) throw new Error(`no service ${operation}`);
  return [known, name];
}
