import { z } from "zod";

export const templateForms = ["cloudformation", "terraform", "json"] as const;
export type TemplateForm = (typeof templateForms)[number];

/** What the address says: which connection, which form of templates, and where the template lies in S3. */
export type ConnectionView = {
  readonly connectionId: string | null;
  readonly form: TemplateForm;
  readonly templateUrl: string | null;
  readonly region: string | null;
};

const text = z.string().max(1_000).optional().catch(undefined);
const Search = z.object({
  connection: z.uuid().optional().catch(undefined),
  form: z.enum(templateForms).catch("cloudformation"),
  template: text,
  region: text,
});

export function connectionSearch(parameters: unknown): ConnectionView {
  const { connection = null, form, template = null, region = null } = Search.parse(parameters);
  return { connectionId: connection, form, templateUrl: template, region };
}
