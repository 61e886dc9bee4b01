import { expect, test } from "vitest";
import { mailSettings } from "./mail-settings.ts";

const base = {
  SEKININ_PUBLIC_URL: "https://sekinin.example.com",
  SEKININ_SECRET: "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q",
  SEKININ_MAIL_AFTER_CRASH: "resend",
  SEKININ_MAIL_FROM: "Sekinin <digest@example.com>",
} as const;

test("without a mail server there are no settings, and nothing is sent", () => {
  expect(mailSettings(base)).toBeNull();
});

test.each([
  { url: "smtp://127.0.0.1:2525", server: { host: "127.0.0.1", port: 2525, tls: "offered", user: null } },
  { url: "smtp://[::1]", server: { host: "::1", port: 587, tls: "offered" } },
  { url: "smtp://mail.example.com", server: { port: 587, tls: "required" } },
  { url: "smtp://relay.example.com:25?starttls=never", server: { port: 25, tls: "never" } },
  { url: "smtps://mail.example.com", server: { port: 465, tls: "now" } },
  { url: "smtps://u%40x:p%2F%3A@mail.example.com", server: { user: "u@x", password: "p/:" } },
])("$url", ({ url, server }) => {
  expect(mailSettings({ ...base, SEKININ_SMTP_URL: url })?.server).toMatchObject(server);
});

test.each([
  { from: "digest@example.com", expected: { name: "", address: "digest@example.com" } },
  {
    from: '"Acme, Security" <Digest@Example.com>',
    expected: { name: "Acme, Security", address: "digest@example.com" },
  },
])("sent by $from", ({ from, expected }) => {
  const settings = mailSettings({ ...base, SEKININ_SMTP_URL: "smtp://localhost", SEKININ_MAIL_FROM: from });
  expect(settings?.from).toEqual(expected);
});

test.each([
  { given: "no sender", changes: { SEKININ_MAIL_FROM: undefined }, says: "SEKININ_MAIL_FROM" },
  { given: "a sender that is two", changes: { SEKININ_MAIL_FROM: "a@x.test, b@y.test" }, says: "SEKININ_MAIL_FROM" },
  { given: "half of DKIM", changes: { SEKININ_DKIM_DOMAIN: "example.com" }, says: "SEKININ_DKIM_SELECTOR" },
  { given: "another word for TLS", changes: { SEKININ_SMTP_URL: "smtp://h?starttls=maybe" }, says: "starttls" },
  {
    given: "a key that is not there",
    changes: { SEKININ_DKIM_DOMAIN: "example.com", SEKININ_DKIM_SELECTOR: "s", SEKININ_DKIM_KEY_FILE: "/nowhere/key" },
    says: "SEKININ_DKIM_KEY_FILE",
  },
])("$given stops the start, in words", ({ changes, says }) => {
  const { SEKININ_MAIL_FROM: from, ...rest } = { ...base, SEKININ_SMTP_URL: "smtp://user:secret-word@h", ...changes };
  const environment = from === undefined ? rest : { ...rest, SEKININ_MAIL_FROM: from };
  let problem = "";
  try {
    mailSettings(environment);
  } catch (error) {
    problem = JSON.stringify(error, Object.getOwnPropertyNames(error));
  }
  expect(problem).toContain(says);
  expect(problem).not.toContain("secret-word");
});
