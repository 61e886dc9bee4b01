import { describe, expect, test } from "vitest";
import { Failure, failureOf, failureWords } from "./failure.ts";
import { failureCodes, failureKinds } from "./failure-kinds.ts";

describe("failureKinds", () => {
  test.each(failureCodes)("%s has a status, words in both languages and full stops", (code) => {
    const kind = failureKinds[code];
    expect(kind.status).toBeGreaterThanOrEqual(400);
    expect(kind.status).toBeLessThan(600);
    expect(kind.en).toMatch(/^[A-Z].*\.$/);
    expect(kind.ja).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/);
    expect(kind.ja).not.toMatch(/[,.?!]$/);
  });

  test.each(failureCodes)("%s may be retried only where its status says so", (code) => {
    const { status, retry } = failureKinds[code];
    if (status === 503 || status === 429) expect(retry).toBe("later");
    if (status === 400 || status === 401 || status === 403 || status === 404) expect(retry).toBe("never");
  });
});

describe("Failure", () => {
  test("carries its cause, code and kind", () => {
    const cause = new Error("socket hang up");
    const failure = new Failure("aws.throttled", { cause, detail: { action: "ec2:DescribeVpcs" } });
    expect(failure.cause).toBe(cause);
    expect(failure.kind.retry).toBe("later");
    expect(failure.detail).toEqual({ action: "ec2:DescribeVpcs" });
    expect(failure.message).toBe("AWS is limiting our requests.");
  });

  test("without a cause has none", () => {
    expect("cause" in new Failure("not-found")).toBe(false);
  });

  test("an unknown error is internal, with the error as its cause", () => {
    const error = new TypeError("x is not a function");
    expect(failureOf(error)).toMatchObject({ code: "internal", cause: error });
    const failure = new Failure("not-found");
    expect(failureOf(failure)).toBe(failure);
  });

  test("words come with a hint in the reader's language", () => {
    expect(failureWords("auth.signed-out", "en")).toEqual({
      text: "You are not signed in.",
      hint: "Sign in and try again.",
    });
    expect(failureWords("auth.signed-out", "ja").text).toBe("サインインしていません。");
  });
});
