/** Help text that ends with an example, as every command's does. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  npm run -s sekinin -- ${line}`).join("\n")}`;
}
