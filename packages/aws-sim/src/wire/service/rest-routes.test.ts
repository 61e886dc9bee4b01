import { expect, test } from "vitest";
import { loadService } from "./model.ts";
import { matchRoute, restRoutes } from "./rest-routes.ts";

const operation = (name: string, method: string, template: string) =>
  ({ name, input: { kind: "unit" }, output: { kind: "unit" }, http: [method, template, 200] }) as const;

const routes = restRoutes([
  operation("List", "GET", "/things/"),
  operation("Get", "GET", "/things/{Id}"),
  operation("GetLatest", "GET", "/things/latest"),
  operation("Put", "PUT", "/things/{Id}"),
  operation("GetPolicy", "GET", "/things/{Id}?policy"),
  operation("ListByKind", "GET", "/things/?kind=special"),
  operation("GetFile", "GET", "/files/{Key+}"),
]);

test.each([
  { method: "GET", path: "/things", query: "", expected: "List", labels: {} },
  { method: "GET", path: "/things/", query: "MaxItems=5", expected: "List", labels: {} },
  { method: "GET", path: "/things/7", query: "", expected: "Get", labels: { Id: "7" } },
  { method: "GET", path: "/things/a%2Fb%20c", query: "", expected: "Get", labels: { Id: "a/b c" } },
  { method: "GET", path: "/things/100%", query: "", expected: "Get", labels: { Id: "100%" } },
  { method: "GET", path: "/things/latest", query: "", expected: "GetLatest", labels: {} },
  { method: "PUT", path: "/things/latest", query: "", expected: "Put", labels: { Id: "latest" } },
  { method: "GET", path: "/things/7", query: "policy=", expected: "GetPolicy", labels: { Id: "7" } },
  { method: "GET", path: "/things", query: "kind=special", expected: "ListByKind", labels: {} },
  { method: "GET", path: "/things", query: "kind=plain", expected: "List", labels: {} },
  { method: "GET", path: "/files/a/b/c", query: "", expected: "GetFile", labels: { Key: "a/b/c" } },
  { method: "DELETE", path: "/things/7", query: "", expected: undefined, labels: undefined },
  { method: "GET", path: "/things/7/8", query: "", expected: undefined, labels: undefined },
  { method: "GET", path: "/thingsX", query: "", expected: undefined, labels: undefined },
])("$method $path?$query is $expected", ({ method, path, query, expected, labels }) => {
  const match = matchRoute(routes, method, path, new URLSearchParams(query));
  expect(match?.operation.name).toBe(expected);
  expect(match?.labels).toEqual(labels);
});

test.each(["lambda", "guardduty", "backup", "account", "s3control"] as const)(
  "each operation of %s is found by its own path",
  async (service) => {
    const { operations, routes: own } = await loadService(service);
    expect(own).toHaveLength(operations.size);
    for (const { name, http } of operations.values()) {
      const [method = "", template = ""] = http ?? [];
      const [path = "", query = ""] = template.replaceAll(/\{(\w+)\+?\}/g, "label").split("?");
      expect(matchRoute(own, method, path, new URLSearchParams(query))?.operation.name).toBe(name);
    }
  },
);
