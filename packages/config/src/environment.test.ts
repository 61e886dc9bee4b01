import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadEnvironment } from "./environment.ts";
import { findEnvironmentFile, readEnvironmentFile } from "./environment-file.ts";
import { environmentKeys } from "./environment-schema.ts";
import { Failure } from "./failure.ts";

const good = {
  DATABASE_URL: "postgresql://sekinin_app:a@127.0.0.1:5432/sekinin",
  DATABASE_SYSTEM_URL: "postgresql://sekinin_system:b@127.0.0.1:5432/sekinin",
  REDIS_URL: "redis://127.0.0.1:6379",
  SEKININ_PUBLIC_URL: "https://sekinin.example.com/",
  SEKININ_SECRET: Buffer.alloc(32, 7).toString("base64url"),
};

function problemOf(variables: Record<string, string | undefined>, file = {}): string {
  try {
    loadEnvironment(environmentKeys, { variables, file });
  } catch (error) {
    if (error instanceof Failure) return String(error.detail.problem);
    throw error;
  }
  return "";
}

describe("loadEnvironment", () => {
  test("fills in what may be left out", () => {
    const environment = loadEnvironment(environmentKeys, { variables: good, file: {} });
    expect(environment).toEqual({
      ...good,
      SEKININ_PUBLIC_URL: "https://sekinin.example.com",
      AWS_REGION: "us-east-1",
      PORT: 3000,
      WORKER_PORT: 3001,
      WORKER_CONCURRENCY: 8,
      LOG_LEVEL: "info",
      SEKININ_MAIL_AFTER_CRASH: "resend",
    });
  });

  test.each([
    ["DATABASE_URL", "mysql://localhost/x", "is not an address"],
    ["DATABASE_SYSTEM_URL", "not an address", "is not an address"],
    ["DATABASE_OWNER_URL", "http://localhost", "is not an address"],
    ["REDIS_URL", "http://localhost", "is not an address"],
    ["AWS_ENDPOINT_URL", "ftp://localhost", "is not an address"],
    ["AWS_REGION", "eu-west", "is not a Region's name"],
    ["SEKININ_PUBLIC_URL", "http://sekinin.example.com", "uses http for a host other than this machine"],
    ["SEKININ_PUBLIC_URL", "http://127.0.0.1.evil.example", "uses http for a host other than this machine"],
    ["SEKININ_SECRET", "c2hvcnQ", "holds fewer than 32 bytes"],
    ["SEKININ_SECRET", "!".repeat(64), "has characters outside base64url"],
    ["SEKININ_PRINCIPAL_ARN", "arn:aws:s3:::bucket", "is not an ARN of IAM or STS"],
    ["PORT", "80x", "is not a port number"],
    ["PORT", "70000", "is above 65535"],
    ["WORKER_PORT", "-1", "is not a port number"],
    ["WORKER_CONCURRENCY", "0", "is not a number from 1 to 999"],
    ["LOG_LEVEL", "loud", "is none of"],
  ])("%s `%s` %s", (key, value, problem) => {
    expect(problemOf({ ...good, [key]: value })).toContain(`\`${key}\` ${problem}`);
  });

  test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])("takes %s", (address) => {
    expect(problemOf({ ...good, SEKININ_PUBLIC_URL: address })).toBe("");
  });

  test("names every wrong key at once, and no value", () => {
    const problem = problemOf({ ...good, DATABASE_URL: undefined, REDIS_URL: "x-secret-x", PORT: "p" });
    expect(problem.split("\n")).toHaveLength(3);
    expect(problem).toContain("`DATABASE_URL` is missing.");
    expect(problem).not.toContain("x-secret-x");
  });

  test("asks only for the keys that are wanted", () => {
    expect(loadEnvironment(["PORT"], { variables: {}, file: {} })).toEqual({ PORT: 3000 });
  });

  test("takes the file's value where a variable is missing or empty, the variable's otherwise", () => {
    const file = { ...good, PORT: "4000", WORKER_PORT: "4001" };
    const environment = loadEnvironment(["PORT", "WORKER_PORT"], {
      variables: { PORT: "", WORKER_PORT: "5001" },
      file,
    });
    expect(environment).toEqual({ PORT: 4000, WORKER_PORT: 5001 });
  });

  test("an administrator's address in DATABASE_URL means the application's role on that server", () => {
    const owner = "postgresql://postgres:c@127.0.0.1:5432/postgres";
    const file = { ...good, DATABASE_OWNER_URL: owner };
    const keys = ["DATABASE_URL"] as const;
    expect(loadEnvironment(keys, { variables: { DATABASE_URL: owner }, file }).DATABASE_URL).toBe(good.DATABASE_URL);
    expect(loadEnvironment(keys, { variables: { DATABASE_URL: owner }, file: {} }).DATABASE_URL).toBe(owner);
  });
});

describe("the environment file", () => {
  let folder = "";
  const path = () => join(folder, ".sekinin", "environment");
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sekinin-config-"));
    mkdirSync(join(folder, ".sekinin"));
    mkdirSync(join(folder, "apps", "web"), { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"name":"sekinin"}');
    writeFileSync(path(), "# made by a launcher\n\nPORT=3005\nSEKININ_SECRET=a=b \nnot a line\n", { mode: 0o600 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("is found from a folder below the root", () => {
    expect(findEnvironmentFile(join(folder, "apps", "web"))).toBe(path());
  });

  test("is read as KEY=value lines", () => {
    expect(readEnvironmentFile(path())).toEqual({ PORT: "3005", SEKININ_SECRET: "a=b" });
  });

  test("of another project is left alone", () => {
    writeFileSync(join(folder, "package.json"), '{"name":"other"}');
    expect(findEnvironmentFile(join(folder, "apps", "web"))).toBeNull();
  });

  test("that others may read is refused", () => {
    chmodSync(path(), 0o644);
    expect(() => readEnvironmentFile(path())).toThrow("chmod 600");
  });
});
