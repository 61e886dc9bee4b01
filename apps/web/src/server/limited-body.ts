import { Failure } from "@sekinin/config";

/** The body as text, or `input.too-large` as soon as more than `mostBytes` have come in. */
export async function readLimited(request: Request, mostBytes: number): Promise<string> {
  const stated = Number(request.headers.get("content-length") ?? 0);
  if (stated > mostBytes) throw new Failure("input.too-large");
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new Failure("input.too-large");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
