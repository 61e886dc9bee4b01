/** What one of our endpoints said: its answer, or what is wrong in the reader's language. */
export type Asked<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: string; readonly text: string };

type Failed = { readonly error?: { readonly code?: string; readonly text?: string; readonly hint?: string } };

/** Asks with JSON. Rejects only where it was called off; a network that does not answer is `offline`. */
export async function ask<T>(
  path: string,
  { method = "GET", body, signal }: { method?: "GET" | "POST" | "PUT"; body?: unknown; signal?: AbortSignal } = {},
): Promise<Asked<T>> {
  try {
    const answer = await fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      ...(signal === undefined ? {} : { signal }),
    });
    // Our own endpoint, whose answer its handler has typed.
    if (answer.ok) return { ok: true, data: (await answer.json()) as T };
    const { error } = (await answer.json().catch(() => ({}))) as Failed;
    return {
      ok: false,
      code: error?.code ?? String(answer.status),
      text: [error?.text, error?.hint].filter(Boolean).join(" "),
    };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { ok: false, code: "offline", text: "" };
  }
}
