/** What one of our endpoints said: its answer, or what is wrong in the reader's language. */
export type Asked<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: string; readonly text: string };

type Failed = { readonly error?: { readonly code?: string; readonly text?: string; readonly hint?: string } };

type Options = {
  readonly method?: "GET" | "POST" | "PUT";
  /** Sent as JSON. */
  readonly body?: unknown;
  /** JSON already, sent as it is. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
};

const json = { "Content-Type": "application/json" };

/** Asks with JSON. Rejects only where it was called off; a network that does not answer is `offline`. */
export async function ask<T>(path: string, { method = "GET", body, file, signal }: Options = {}): Promise<Asked<T>> {
  try {
    const answer = await fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: json }),
      ...(file === undefined ? {} : { body: file, headers: json }),
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
