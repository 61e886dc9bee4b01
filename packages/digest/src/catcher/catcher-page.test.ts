import { request } from "node:http";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Catcher, startCatcher } from "./index.ts";

let catcher: Catcher;
beforeEach(async () => {
  catcher = await startCatcher();
});
afterEach(() => catcher.close());

async function mail(subject: string): Promise<void> {
  const transport = createTransport(catcher.smtpUrl);
  await transport.sendMail({
    from: "digest@sekinin.example",
    to: "reader@acme.example",
    subject,
    text: "See https://sekinin.example/t/acme?a=1&b=2 today",
    html: '<html><head><title>t</title></head><body><a href="https://sekinin.example/">x</a><script>1</script></body></html>',
  });
  transport.close();
}

const read = (path: string) => fetch(new URL(path, catcher.pageUrl));

test("says that nothing has come, then lists what did, as text", async () => {
  expect(await (await read("/")).text()).toContain("No mail has been caught yet.");
  await mail("<script>alert(1)</script> \u65e5\u306e\u51fa");
  const page = await (await read("/")).text();
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; \u65e5\u306e\u51fa");
  expect(page).not.toContain("<script>");
  expect(page).toMatch(/<td>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
});

test("shows a mail: its HTML in a frame that runs nothing, links that open beside it, and its text", async () => {
  await mail("Hello");
  const page = await (await read("/mails/1")).text();
  expect(page).toContain('<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(page).toContain('<a href="https://sekinin.example/t/acme?a=1&amp;b=2" rel="noreferrer">');
  const html = await read("/mails/1/html");
  expect(html.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await html.text()).toContain('<head><base target="_blank">');
});

test.each([
  ["/mails/99", 404],
  ["/mails/1/../../etc", 404],
  ["/nothing", 404],
])("%s: %d", async (path, status) => {
  expect((await read(path)).status).toBe(status);
});

test("a page elsewhere that names itself this machine reads nothing", async () => {
  const { port } = new URL(catcher.pageUrl);
  const status = await new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: "/", headers: { host: "evil.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject).end();
  });
  expect(status).toBe(403);
});
