"use server";

import { setObjectiveParameters } from "@sekinin/db";
import { revalidatePath } from "next/cache";
import { action } from "../../../../server/action.ts";
import { ParameterForm, type ParameterProblem, parametersOf } from "./parameter-input.ts";

/** What the form shows after it was sent: its fields again, and what is wrong, in which case nothing was saved. */
export type ParameterAnswer = {
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: readonly ParameterProblem[];
};

/** Replaces all parameters of an organisation; its coverage is decided again by the worker. */
export const saveParameters = action({
  permission: "guardrail:write",
  input: ParameterForm,
  run: async ({ actor, tenant, withTenant }, { organizationId, ...given }): Promise<ParameterAnswer> => {
    const fields: Record<string, string> = { ...given };
    const { parameters, problems } = parametersOf(fields);
    if (problems.length > 0) return { fields, problems };
    await withTenant((tx) => setObjectiveParameters(tx, { actor, organizationId, parameters }));
    revalidatePath(`/t/${tenant.slug}/guardrail-settings`);
    return { fields, problems };
  },
});
