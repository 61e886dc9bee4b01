import { createServer } from "node:net";

/** Whether 127.0.0.1:`port` can be listened on now. */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that the system gives. */
export function anyPort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** `wanted` where it is free, else another one, which `say` is told. */
export async function choosePort(wanted, name, say) {
  if (await isFree(wanted)) return wanted;
  const port = await anyPort();
  say(`Port ${wanted} is taken; ${name} uses ${port} instead.`);
  return port;
}
