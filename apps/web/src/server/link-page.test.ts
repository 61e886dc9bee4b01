import fc from "fast-check";
import { expect, test } from "vitest";
import { isOneClick, linkPageHtml, nonceOf } from "./link-page.ts";

const page = { locale: "en", title: "Stop?", paragraphs: ["One."], button: null } as const;

test("names of strangers stay text, wherever they stand", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", "/", " ") }), (name) => {
      const html = linkPageHtml(
        { ...page, title: name, paragraphs: [name], button: { label: name, fields: { [name]: name } } },
        "n",
      );
      const tags = (text: string) => text.match(/<\/?[a-z!][^\s>]*/gi);
      const plain = linkPageHtml(
        { ...page, title: "x", paragraphs: ["x"], button: { label: "x", fields: { x: "x" } } },
        "n",
      );
      expect(tags(html)).toEqual(tags(plain));
    }),
  );
});

test("without a question there is nothing to press", () => {
  expect(linkPageHtml(page, "n")).not.toMatch(/<form|<button|<script/);
});

test("the button sends its fields to the page's own address", () => {
  const html = linkPageHtml({ ...page, button: { label: "Stop", fields: { "List-Unsubscribe": "One-Click" } } }, "n");
  expect(html).toContain('<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">');
  expect(html).not.toContain("action=");
});

test.each([
  { policy: "default-src 'none'; style-src 'nonce-Ab+/=='", expected: "Ab+/==" },
  { policy: "default-src 'none'", expected: "" },
  { policy: null, expected: "" },
])("the nonce of $policy is `$expected`", ({ policy, expected }) => {
  expect(nonceOf(new Headers(policy === null ? {} : { "content-security-policy": policy }))).toBe(expected);
});

const form = "application/x-www-form-urlencoded";
const parts = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';

test.each([
  { body: "List-Unsubscribe=One-Click", type: form, expected: true },
  { body: "List-Unsubscribe=One-Click", type: `${form}; charset=utf-8`, expected: true },
  { body: parts, type: "multipart/form-data; boundary=b", expected: true },
  { body: parts, type: "multipart/form-data", expected: false },
  { body: "List-Unsubscribe=one-click", type: form, expected: false },
  { body: "list-unsubscribe=One-Click", type: form, expected: false },
  { body: "", type: form, expected: false },
  { body: "List-Unsubscribe=One-Click", type: "text/plain", expected: false },
  { body: "List-Unsubscribe=One-Click", type: null, expected: false },
  { body: '{"List-Unsubscribe":"One-Click"}', type: "application/json", expected: false },
])("`$body` as $type is one click: $expected", async ({ body, type, expected }) => {
  expect(await isOneClick(body, type)).toBe(expected);
});
