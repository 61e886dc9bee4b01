import type { OrganizationFile } from "@sekinin/guardrails";

/** 10,000 accounts and 2,000 policies of the largest size that AWS takes fit twice. */
export const mostFileBytes = 32 * 1024 * 1024;

export type FileProblemTold = { readonly path: string; readonly code: string; readonly expected: string };

/** What our endpoint answers to a file. */
export type FileAnswer =
  | { readonly kind: "refused"; readonly problems: readonly FileProblemTold[] }
  | { readonly kind: "started" | "running"; readonly crawlId: string; readonly organizationId: string };

/** What keeps a file out. An id that is none of AWS's does: addresses of pages carry it. */
export function fileProblems(file: OrganizationFile): readonly FileProblemTold[] {
  return file.status === "refused" ? file.problems : idProblems(file.reading.organization.id);
}

function idProblems(id: string): readonly FileProblemTold[] {
  if (/^o-[a-z0-9]{10,32}$/.test(id)) return [];
  return [{ path: "organization.id", code: "wrong-value", expected: "`o-` and 10 to 32 small letters or digits" }];
}
