import { services } from "../../server/services.ts";

const patienceMs = 2000;

/** Ready: database and Redis answer. 503 otherwise, with which of them does not, and no reason. */
export async function GET(): Promise<Response> {
  const [database, redis] = await Promise.all([
    answers(async () => (await services()).database.withSystem(async () => undefined)),
    answers(async () => (await services()).limits.ping()),
  ]);
  const status = database && redis ? 200 : 503;
  return Response.json(
    { ready: status === 200, database, redis },
    { status, headers: { "Cache-Control": "no-store" } },
  );
}

export const dynamic = "force-dynamic";

async function answers(question: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = question().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
