import { z } from "zod";

const idPart = z.string().max(100).catch("");

/** What the address of the list holds: the organisation, and a gap to close that a page of coverage names. */
export const WhatIfSearch = z.object({
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/)
    .nullable()
    .catch(null),
  objective: idPart,
  node: idPart,
});

/** Drafts to compare; null for what is no draft's id. */
export const CompareSearch = z.object({ a: z.uuid().nullable().catch(null), b: z.uuid().nullable().catch(null) });
