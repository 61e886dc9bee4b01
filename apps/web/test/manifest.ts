import { readFileSync } from "node:fs";
import { z } from "zod";
import { buildFile } from "./web-server.ts";

/** Everything that the built app answers: found in the build, so that nothing can be forgotten. */
export type Manifest = {
  /** Paths as Next writes them, `/t/[tenant]/heatmap`. */
  readonly pages: readonly string[];
  readonly handlers: readonly { readonly path: string; readonly methods: readonly string[] }[];
  /** `name` is file and export, `src/shell/actions.ts#signOut`; `page` is one that carries the action. */
  readonly actions: readonly { readonly id: string; readonly name: string }[];
};

const Routes = z.record(z.string(), z.string());
const Actions = z.object({
  node: z.record(z.string(), z.object({ filename: z.string().optional(), exportedName: z.string().optional() })),
  edge: z.record(z.string(), z.unknown()),
});

const readMethods = ["GET", "HEAD"] as const;
const allMethods = [...readMethods, "POST", "PUT", "PATCH", "DELETE"] as const;

export function readManifest(): Manifest {
  const routes = Object.entries(Routes.parse(readJson("app-path-routes-manifest.json")));
  const actions = Actions.parse(readJson("server/server-reference-manifest.json"));
  if (Object.keys(actions.edge).length > 0) throw new Error("an action was built for the edge: nobody guards it there");
  return {
    pages: routes
      .filter(([file]) => file.endsWith("/page"))
      .map(([, path]) => path)
      .sort(),
    handlers: routes
      .filter(([file]) => file.endsWith("/route"))
      .map(([, path]) => ({ path, methods: allMethods }))
      .sort((a, b) => a.path.localeCompare(b.path)),
    actions: Object.entries(actions.node)
      .map(([id, { filename, exportedName }]) => ({ id, name: `${filename ?? "?"}#${exportedName ?? "?"}` }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(buildFile(path), "utf8"));
}
