import { Failure, type FailureCode } from "@sekinin/config";
import { Prisma } from "./generated/client.ts";

/** Runs an insert, and turns a refused duplicate into the failure `code`. The transaction is over then. */
export async function refuseDuplicate<T>(code: FailureCode, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new Failure(code, { cause: error });
    }
    throw error;
  }
}
