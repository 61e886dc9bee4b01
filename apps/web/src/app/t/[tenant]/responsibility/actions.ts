"use server";

import { Failure } from "@sekinin/config";
import { removeAssignment, removeTeam, requestTeamConfirmation, setAssignment } from "@sekinin/db";
import type { MailAddressProblem } from "@sekinin/digest";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "../../../../server/action.ts";
import { AssignmentForm, TeamChange, TeamInput, teamAddress } from "./responsibility-input.ts";
import { storeTeam, type TeamNotice } from "./store-team.ts";

/** What a team's form shows after it was sent; `problem` is of its address, and nothing was saved then. */
export type TeamAnswer = {
  readonly name: string;
  readonly email: string;
  readonly problem: MailAddressProblem | null;
  readonly notice: TeamNotice;
};

/** Makes a team, and asks its address whether it wants to be written to. */
export const addTeam = action({
  permission: "assignment:write",
  input: TeamInput,
  run: async ({ actor, tenant, withTenant }, { name, email: text }): Promise<TeamAnswer> => {
    const address = teamAddress(text);
    if (address.problem !== null) return { name, email: text, problem: address.problem, notice: null };
    const team = { actor, teamId: null, name, email: address.email };
    const notice = await withTenant((tx) => storeTeam(tx, team));
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return { name: "", email: "", problem: null, notice };
  },
});

/** Renames a team or changes its address; a new address is asked first. */
export const changeTeam = action({
  permission: "assignment:write",
  input: TeamChange,
  run: async ({ actor, tenant, withTenant }, { teamId, name, email: text }): Promise<TeamAnswer> => {
    const address = teamAddress(text);
    if (address.problem !== null) return { name, email: text, problem: address.problem, notice: null };
    const team = { actor, teamId, name, email: address.email };
    const notice = await withTenant((tx) => storeTeam(tx, team));
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return { name: name.trim(), email: address.email ?? "", problem: null, notice };
  },
});

/** Sends the question to a team's address once more, a few times a day. */
export const askTeamAgain = action({
  permission: "assignment:write",
  input: z.strictObject({ teamId: z.uuid() }),
  run: async ({ tenant, withTenant }, { teamId }): Promise<null> => {
    const answer = await withTenant((tx) => requestTeamConfirmation(tx, teamId));
    if (answer === "nothing-to-confirm") throw new Failure("not-found");
    if (answer === "too-many") throw new Failure("auth.rate-limited");
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return null;
  },
});

export const dropTeam = action({
  permission: "assignment:write",
  input: z.strictObject({ teamId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { teamId }): Promise<null> => {
    await withTenant((tx) => removeTeam(tx, { actor, id: teamId }));
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return null;
  },
});

/** Says who answers for a domain or control in an OU and everything below it. */
export const assign = action({
  permission: "assignment:write",
  input: AssignmentForm,
  run: async ({ actor, tenant, withTenant }, assignment): Promise<null> => {
    await withTenant((tx) => setAssignment(tx, { ...assignment, actor }));
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return null;
  },
});

/** Takes back what was said of one subject at one place. */
export const unassign = action({
  permission: "assignment:write",
  input: z.strictObject({ assignmentId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { assignmentId }): Promise<null> => {
    const isGone = await withTenant((tx) => removeAssignment(tx, { actor, id: assignmentId }));
    if (!isGone) throw new Failure("not-found");
    revalidatePath(`/t/${tenant.slug}/responsibility`);
    return null;
  },
});
