import "server-only";
import type { Permission } from "@sekinin/auth";
import { Failure, failureOf, failureWords } from "@sekinin/config";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { headersWithoutProxy, largeBodyPath } from "./large-body.ts";
import { readLimited } from "./limited-body.ts";
import { publicAddress } from "./public-address.ts";
import { comesFromUs } from "./request-origin.ts";
import { findTenant, type TenantContext } from "./require-tenant.ts";
import { services } from "./services.ts";
import { findSignedIn, readPreferences } from "./session.ts";

type RouteParams = { readonly params: Promise<Record<string, string | string[] | undefined>> };

/** A route handler as Next calls it. */
export type RouteHandler = (request: Request, context: RouteParams) => Promise<Response>;

type Definition<Params extends { tenant: string }, Query, Body, Answer> = {
  readonly permission: Permission;
  /** Parts of the path; what does not fit is answered like a page that does not exist. */
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  /** For methods that change something: the JSON body. Without it a body is not read. */
  readonly body?: z.ZodType<Body>;
  /** More than a form holds, only for paths of `largeBodyPath`. */
  readonly mostBytes?: number;
  /** What the JSON answer holds; a handler that streams returns a Response instead. */
  readonly answer: z.ZodType<Answer> | "stream";
  handle(
    context: TenantContext & {
      readonly request: Request;
      readonly params: Params;
      readonly query: Query;
      readonly body: Body;
    },
  ): Promise<Answer | Response>;
};

const formBytes = 65_536;
const closed = { "Cache-Control": "private, no-store" } as const;

/**
 * One endpoint of a tenant: session, tenant, permission, schemas, failures. Answers 401 to strangers,
 * 404 for a foreign tenant, 403 for a missing permission or a request from another origin's page.
 */
export function route<Params extends { tenant: string }, Query, Body, Answer>(
  definition: Definition<Params, Query, Body, Answer>,
): RouteHandler {
  return async (request, { params }) => {
    try {
      return complete(request, await answer(definition, request, await params));
    } catch (error) {
      unstable_rethrow(error);
      return complete(request, await failureResponse(error));
    }
  };
}

/** Headers of the proxy for what the proxy leaves out. */
function complete(request: Request, response: Response): Response {
  if (!largeBodyPath.test(new URL(request.url).pathname)) return response;
  for (const [name, value] of Object.entries(headersWithoutProxy(publicAddress().isHttps))) {
    response.headers.set(name, value);
  }
  return response;
}

async function answer<Params extends { tenant: string }, Query, Body, Answer>(
  definition: Definition<Params, Query, Body, Answer>,
  request: Request,
  rawParams: Record<string, string | string[] | undefined>,
): Promise<Response> {
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes && !comesFromUs(request.headers, publicAddress())) throw new Failure("access.denied");
  const user = await findSignedIn();
  if (user === null) throw new Failure("auth.signed-out");
  const params = parse(definition.params, rawParams, "not-found");
  const access = await findTenant(user, params.tenant, definition.permission);
  if (access.kind === "none") throw new Failure("not-found");
  if (access.kind === "denied") throw new Failure("access.denied");
  const query = parse(definition.query, Object.fromEntries(new URL(request.url).searchParams), "input.invalid");
  const body = await readBody(definition.body, request, definition.mostBytes ?? formBytes);
  const result = await definition.handle({ ...access.context, request, params, query, body });
  if (result instanceof Response) return withHeaders(result);
  if (definition.answer === "stream") throw new Error("a streaming handler must return a Response");
  return Response.json(definition.answer.parse(result), { headers: closed });
}

async function readBody<Body>(schema: z.ZodType<Body> | undefined, request: Request, mostBytes: number): Promise<Body> {
  // Without a schema `Body` is inferred from nothing and nobody can use it.
  if (schema === undefined) return undefined as Body;
  if (request.headers.get("content-type")?.split(";")[0]?.trim() !== "application/json") {
    throw new Failure("input.invalid");
  }
  const text = await readLimited(request, mostBytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Failure("input.invalid", { cause });
  }
  return parse(schema, json, "input.invalid");
}

function parse<Value>(schema: z.ZodType<Value>, input: unknown, code: "not-found" | "input.invalid"): Value {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Failure(code);
}

function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(closed)) response.headers.set(name, value);
  return response;
}

/** Any error as the JSON that endpoints answer; the cause goes to the log, never to the caller. */
export async function failureResponse(error: unknown): Promise<Response> {
  const failure = failureOf(error);
  const { status, retry } = failure.kind;
  if (status >= 500) (await services()).log.error({ code: failure.code, err: failure }, "an endpoint failed");
  const { locale } = await readPreferences();
  const words = failureWords(failure.code, locale);
  return Response.json(
    { error: { code: failure.code, retry, ...words } },
    { status, headers: { ...closed, ...(retry === "later" ? { "Retry-After": "5" } : {}) } },
  );
}
