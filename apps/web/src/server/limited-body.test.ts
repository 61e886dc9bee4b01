import { expect, test } from "vitest";
import { readLimited } from "./limited-body.ts";

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

test("a body up to the limit comes through whole, many-byte characters too", async () => {
  await expect(readLimited(post("責任"), 6)).resolves.toBe("責任");
});

test("a body above it is refused, whatever length it states", async () => {
  const tooLarge = expect.objectContaining({ code: "input.too-large" });
  await expect(readLimited(post("責任"), 5)).rejects.toEqual(tooLarge);
  await expect(readLimited(post("x", { "content-length": "999999" }), 5)).rejects.toEqual(tooLarge);
});

test("a body without end is cut as soon as it is too large", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  await expect(readLimited(post(endless), 10_000)).rejects.toMatchObject({ code: "input.too-large" });
  expect(sent).toBeLessThan(20_000);
});

test("no body is an empty text", async () => {
  await expect(readLimited(new Request("http://localhost/"), 10)).resolves.toBe("");
});
