import "server-only";
import type { Permission, SignedIn } from "@sekinin/auth";
import { Failure, failureOf, failureWords } from "@sekinin/config";
import { headers } from "next/headers";
import { forbidden, notFound, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Action, ActionState } from "./action-state.ts";
import { readFields } from "./form-fields.ts";
import { publicAddress } from "./public-address.ts";
import { comesFromUs } from "./request-origin.ts";
import { findTenant, type TenantContext } from "./require-tenant.ts";
import { services } from "./services.ts";
import { readPreferences, requireUser } from "./session.ts";

type TenantDefinition<Input, Data> = {
  readonly permission: Permission;
  readonly input: z.ZodType<Input>;
  run(context: TenantContext, input: Input): Promise<Data>;
};

/**
 * A change inside one tenant. The form names the tenant's slug in its field `tenant` (taken off before
 * `input` is parsed). Answers 403 to a foreign page or a role that lacks the permission, 404 for a
 * foreign tenant; a thrown `Failure` becomes the state `failed`.
 */
export function action<Input, Data>(definition: TenantDefinition<Input, Data>): Action<Data> {
  return guarded(async (fields) => {
    const user = await requireUser();
    const { tenant, ...rest } = fields;
    const answer = await findTenant(user, typeof tenant === "string" ? tenant : "", definition.permission);
    if (answer.kind === "none") notFound();
    if (answer.kind === "denied") forbidden();
    return definition.run(answer.context, parse(definition.input, rest));
  });
}

/** A change of the signed-in user's own things: no tenant, no permission. */
export function userAction<Input, Data>(definition: {
  readonly input: z.ZodType<Input>;
  run(user: SignedIn, input: Input): Promise<Data>;
}): Action<Data> {
  return guarded(async (fields) => definition.run(await requireUser(), parse(definition.input, fields)));
}

/** A change that strangers may make too, such as the language of the sign-in page. */
export function openAction<Input, Data>(definition: {
  readonly input: z.ZodType<Input>;
  run(input: Input): Promise<Data>;
}): Action<Data> {
  return guarded(async (fields) => definition.run(parse(definition.input, fields)));
}

function guarded<Data>(work: (fields: Record<string, unknown>) => Promise<Data>): Action<Data> {
  return async (_state, form) => {
    await refuseForeignPages();
    try {
      return { status: "done", data: await work(readFields(form)) };
    } catch (error) {
      // Redirects, 403 and 404 travel as errors of Next's own.
      unstable_rethrow(error);
      return failed(error);
    }
  };
}

async function refuseForeignPages(): Promise<void> {
  const stated = await headers();
  // Only a form of ours sends this type: a page elsewhere could send text/plain without asking.
  const isForm = stated.get("content-type")?.startsWith("multipart/form-data") === true;
  if (!isForm || !comesFromUs(stated, publicAddress())) forbidden();
}

function parse<Input>(schema: z.ZodType<Input>, fields: Record<string, unknown>): Input {
  const answer = schema.safeParse(fields);
  if (answer.success) return answer.data;
  throw new Failure("input.invalid");
}

async function failed(error: unknown): Promise<ActionState<never>> {
  const failure = failureOf(error);
  if (failure.kind.status >= 500) {
    (await services()).log.error({ code: failure.code, err: failure }, "an action failed");
  }
  const { locale } = await readPreferences();
  return { status: "failed", code: failure.code, ...failureWords(failure.code, locale) };
}
