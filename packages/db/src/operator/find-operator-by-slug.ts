import { storableText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Operator, operatorColumns } from "./create-operator.ts";

export async function findOperatorBySlug(tx: SystemTransaction, slug: string): Promise<Operator | null> {
  return tx.operator.findUnique({ where: { slug: storableText(slug) }, select: operatorColumns });
}
