import { refuseDuplicate } from "../refused-rows.ts";
import { typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** An MSSP that works in several tenants. */
export type Operator = { readonly id: string; readonly slug: string; readonly name: string };

export const operatorColumns = { id: true, slug: true, name: true } as const;

/** Throws `operator.slug-taken`. */
export async function createOperator(
  tx: SystemTransaction,
  input: { readonly slug: string; readonly name: string },
): Promise<Operator> {
  const data = { slug: typedText("slug", input.slug, 63), name: typedText("name", input.name, 200) };
  return refuseDuplicate("operator.slug-taken", () => tx.operator.create({ data, select: operatorColumns }));
}
