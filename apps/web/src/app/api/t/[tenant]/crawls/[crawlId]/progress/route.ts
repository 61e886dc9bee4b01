import { decideAccess, findSession } from "@sekinin/auth";
import { Failure } from "@sekinin/config";
import { crawlProgress, listAccessOfUser } from "@sekinin/db";
import { cookies } from "next/headers";
import { z } from "zod";
import { cookieNames } from "../../../../../../../server/cookies.ts";
import { publicAddress } from "../../../../../../../server/public-address.ts";
import { route } from "../../../../../../../server/route.ts";
import { services } from "../../../../../../../server/services.ts";
import { progressMessage } from "../../../../../../t/[tenant]/crawls/[crawlId]/progress-message.ts";
import { progressEvents } from "./progress-events.ts";

export const dynamic = "force-dynamic";

const permission = "crawl:read";

/** Live progress of one crawl as server-sent events. Session, tenant and role are asked for again while it runs. */
export const GET = route({
  permission,
  params: z.strictObject({ tenant: z.string(), crawlId: z.uuid() }),
  query: z.strictObject({}),
  answer: "stream",
  handle: async ({ params: { tenant, crawlId }, request, user, withTenant }) => {
    const token = (await cookies()).get(cookieNames(publicAddress()).session)?.value ?? "";
    const { database } = await services();
    const read = async () => {
      const progress = await withTenant((tx) => crawlProgress(tx, crawlId));
      return progress === null ? null : progressMessage(progress, new Date());
    };
    if ((await read()) === null) throw new Failure("not-found");
    const isAllowed = async () => {
      const session = await findSession(database, token);
      if (session?.userId !== user.userId) return false;
      const accesses = await database.withSystem((tx) => listAccessOfUser(tx, user.userId));
      return decideAccess(accesses, tenant, permission).kind === "granted";
    };
    const events = progressEvents({ read, isAllowed, signal: request.signal });
    return new Response(toStream(events), { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });
  },
});

/** Pulled by the reader: a slow one holds the next read back instead of filling memory. */
function toStream(events: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await events.return(undefined);
    },
  });
}
