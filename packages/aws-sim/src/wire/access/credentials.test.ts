import { expect, test } from "vitest";
import { createSessionStore, readSigned } from "./credentials.ts";

const given = {
  accountId: "222222222222",
  roleName: "Reader",
  roleArn: "arn:aws:iam::222222222222:role/Reader",
  callerArn: "arn:aws:sts::222222222222:assumed-role/Reader/test",
  userId: "AROA:test",
  policy: null,
  expiresAt: 1000,
};

test.each([
  { given: undefined, expected: undefined },
  { given: "", expected: undefined },
  { given: "Bearer token", expected: undefined },
  { given: "AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/aws4_request", expected: undefined },
  {
    given: "AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0",
    expected: { accessKeyId: "AKIA", region: "eu-west-1", service: "ec2" },
  },
  {
    given: "AWS4-HMAC-SHA256 SignedHeaders=host,Credential=ASIA/20261124/us-east-1/iam/aws4_request",
    expected: { accessKeyId: "ASIA", region: "us-east-1", service: "iam" },
  },
])("the header $given names $expected", ({ given: header, expected }) => {
  expect(readSigned(header)).toEqual(expected);
});

test.each([
  { given: "its own token, in time", change: {}, now: 999, expected: "session" },
  { given: "its own token, at the end", change: {}, now: 1000, expected: "expired" },
  { given: "another token", change: { token: "other" }, now: 0, expected: "unknown" },
  { given: "no token", change: { token: undefined }, now: 0, expected: "unknown" },
  { given: "another session key", change: { accessKeyId: "ASIA0000000000000000" }, now: 0, expected: "unknown" },
  { given: "a long-term key", change: { accessKeyId: "AKIA0000000000000000" }, now: 0, expected: "installation" },
])("a key with $given is $expected", ({ change, now, expected }) => {
  const store = createSessionStore();
  const { session } = store.issue(given);
  const asked = { accessKeyId: session.accessKeyId, token: session.token, ...change };
  expect(store.find(asked.accessKeyId, asked.token, now).kind).toBe(expected);
});

test("each session has its own key, token and secret", () => {
  const store = createSessionStore();
  const issued = Array.from({ length: 500 }, () => store.issue(given));
  expect(new Set(issued.map(({ session }) => session.accessKeyId)).size).toBe(500);
  expect(new Set(issued.map(({ session }) => session.token)).size).toBe(500);
  expect(new Set(issued.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(500);
  for (const { session } of issued) expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
});

test("expiring an account ends its sessions and no other's", () => {
  const store = createSessionStore();
  const mine = store.issue(given).session;
  const other = store.issue({ ...given, accountId: "111111111111" }).session;
  store.expire(given.accountId);
  expect(store.find(mine.accessKeyId, mine.token, 1).kind).toBe("expired");
  expect(store.recheck(mine, 1).kind).toBe("expired");
  expect(store.find(other.accessKeyId, other.token, 1).kind).toBe("session");
  expect(store.recheck(other, 1).kind).toBe("session");
});

test("of very many sessions only those that ended long ago are forgotten", () => {
  const store = createSessionStore();
  const live = store.issue({ ...given, expiresAt: Date.now() + 60_000 }).session;
  const ended = store.issue(given).session;
  for (let index = 0; index < 100_000; index += 1) store.issue({ ...given, expiresAt: 1000 + index });
  expect(store.find(ended.accessKeyId, ended.token, 2000).kind).toBe("unknown");
  expect(store.find(live.accessKeyId, live.token, Date.now()).kind).toBe("session");
});
