import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** Runs a program in the project's folder and resolves to { code, output }; never rejects. */
export function run(command, args, { env = process.env, cwd = root, inherit = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A program that npm installed, by its name in node_modules/.bin. */
export function bin(name) {
  return `${root}/node_modules/.bin/${name}`;
}
