/** Alive: the process answers. Says nothing about what it depends on. */
export function GET(): Response {
  return Response.json({ alive: true }, { headers: { "Cache-Control": "no-store" } });
}

export const dynamic = "force-dynamic";
