import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

type Engine = { diff(parameters: object): Promise<{ readonly stdout: string | null }> };

type Exports = Readonly<Record<string, unknown>>;

/** The parts of the WebAssembly package's glue that are used here; its own entry needs a bundler to load the wasm. */
type Glue = {
  __wbg_set_wasm(exports: Exports): void;
  readonly SchemaEngine: { readonly new: (options: object, log: () => void, adapter: object) => Promise<Engine> };
};

/** Node's own, which its types name only together with those of browsers. */
type Loader = { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> };

/** The SQL with which Prisma would make an empty database into `schema`. */
export async function sqlOfSchema(schema: string, databaseUrl: string): Promise<string> {
  const engine = await loadEngine(schema, databaseUrl);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}

async function loadEngine(schema: string, databaseUrl: string): Promise<Engine> {
  const glueFile = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  // The package describes its glue for bundlers; the shape used is the type above.
  const glue = (await import(pathToFileURL(glueFile).href)) as unknown as Glue;
  const { WebAssembly: loader } = globalThis as unknown as { readonly WebAssembly: Loader };
  const wasm = await readFile(glueFile.replace(/\.js$/, ".wasm"));
  const { instance } = await loader.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  // Given a connection string, the adapter opens the main database where another is meant: so the parts.
  const factory = new PrismaPg({
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  });
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  return glue.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
}
