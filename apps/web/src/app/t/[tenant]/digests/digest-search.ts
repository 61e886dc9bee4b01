import { z } from "zod";

const Search = z.object({
  organization: z.string().max(64).optional().catch(undefined),
  edit: z.uuid().optional().catch(undefined),
});

/** What the page of digests shows: which organisation a new digest is of, and which one is being changed. */
export function digestSearch(search: Record<string, string | string[] | undefined>): {
  readonly organizationId: string | null;
  readonly editId: string | null;
} {
  const { organization = null, edit = null } = Search.parse(search);
  return { organizationId: organization, editId: edit };
}
