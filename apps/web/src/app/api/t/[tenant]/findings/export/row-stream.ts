/** A chunk is sent when it has so many characters: rows are small, and each chunk costs a step of the stream. */
const chunkLength = 64 * 1_024;
const mostBytesAhead = 256 * 1_024;
const usualStallMs = 30_000;

/**
 * A stream of what `produce` writes. At most a few chunks are made ahead of the reader; when the reader goes away, or
 * `signal` aborts, or nothing is taken for `stallMs`, the next write throws, so that whatever `produce` holds is let go.
 * An error of `produce` breaks the stream off: a file that ends well is whole.
 */
export function rowStream(
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
  signal: AbortSignal,
  { stallMs = usualStallMs }: { readonly stallMs?: number } = {},
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
    {},
    new ByteLengthQueuingStrategy({ highWaterMark: mostBytesAhead }),
  );
  const writer = writable.getWriter();
  // Both are told to `produce` by the next write.
  writer.closed.catch(() => undefined);
  writer.ready.catch(() => undefined);
  const abort = () => void writer.abort(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const encoder = new TextEncoder();
  let waiting = "";
  const flush = async () => {
    const stalled = setTimeout(
      () => void writer.abort(new Error("the reader stalled")).catch(() => undefined),
      stallMs,
    );
    await writer.ready.finally(() => clearTimeout(stalled));
    const chunk = encoder.encode(waiting);
    waiting = "";
    // Not awaited: `ready` holds the next one back. A stream that is gone refuses it there.
    void writer.write(chunk).catch(() => undefined);
  };
  const write = async (text: string) => {
    waiting += text;
    if (waiting.length >= chunkLength) await flush();
  };
  void produce(write)
    .then(async () => {
      if (waiting !== "") await flush();
      await writer.close();
    })
    .catch((error: unknown) => writer.abort(error).catch(() => undefined))
    .finally(() => signal.removeEventListener("abort", abort));
  return readable;
}
