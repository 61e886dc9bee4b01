import { Failure } from "@sekinin/config";
import { z } from "zod";
import { route } from "../../../../../../server/route.ts";
import { searchOf } from "../../../../../t/[tenant]/digests/digest-input.ts";
import { readPreview } from "../../../../../t/[tenant]/digests/preview/read-preview.ts";

/** The HTML part of a digest as it would be mailed, for the frame of the preview; its policy is in `policyOf`. */
export const GET = route({
  permission: "digest:subscribe",
  params: z.strictObject({ tenant: z.string() }),
  // Fields may stand several times: they are read from the address itself.
  query: z.record(z.string(), z.string()),
  answer: "stream",
  handle: async (context) => {
    const preview = await readPreview(context, searchOf(new URL(context.request.url).searchParams));
    if (preview.kind !== "mail") throw new Failure("not-found");
    return new Response(preview.mail.html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  },
});

export const dynamic = "force-dynamic";
