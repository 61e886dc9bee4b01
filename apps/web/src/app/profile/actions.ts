"use server";

import { changePassword as change, endSession, endSessionsOfUser, type PasswordProblem } from "@sekinin/auth";
import { Failure } from "@sekinin/config";
import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { userAction } from "../../server/action.ts";
import { cookieAttributes, cookieNames } from "../../server/cookies.ts";
import { publicAddress } from "../../server/public-address.ts";
import { services } from "../../server/services.ts";

/** `problem` is null where the password is changed. */
export type PasswordOutcome = { readonly problem: PasswordProblem | "unchanged" | "differs" | "wrong-current" | null };

const Passwords = z.strictObject({
  current: z.string().max(512),
  next: z.string().max(512),
  repeat: z.string().max(512),
});

/** Changes the own password; the other sessions end with it. */
export const changePassword = userAction({
  input: Passwords,
  run: async (user, { current, next, repeat }): Promise<PasswordOutcome> => {
    if (next !== repeat) return { problem: "differs" };
    const answer = await change(await services(), {
      userId: user.userId,
      sessionId: user.sessionId,
      currentPassword: current,
      newPassword: next,
    });
    if (answer.kind === "limited") throw new Failure("auth.rate-limited");
    if (answer.kind === "busy") throw new Failure("auth.busy");
    if (answer.kind === "wrong-current") return { problem: "wrong-current" };
    if (answer.kind === "weak") return { problem: answer.problem };
    revalidatePath("/profile");
    return { problem: null };
  },
});

/** Ends one of the own sessions; `isGone` where it had ended or is somebody else's. */
export const endOwnSession = userAction({
  input: z.strictObject({ sessionId: z.uuid() }),
  run: async (user, { sessionId }): Promise<{ readonly isGone: boolean }> => {
    const { database } = await services();
    const isEnded = await endSession(database, { userId: user.userId, sessionId });
    revalidatePath("/profile");
    return { isGone: !isEnded };
  },
});

/** Ends all of the own sessions, this one too. */
export const signOutEverywhere = userAction({
  input: z.strictObject({}),
  run: async (user): Promise<null> => {
    const { database } = await services();
    await endSessionsOfUser(database, user.userId);
    const address = publicAddress();
    (await cookies()).set(cookieNames(address).session, "", { ...cookieAttributes(address), maxAge: 0 });
    redirect("/sign-in");
  },
});
