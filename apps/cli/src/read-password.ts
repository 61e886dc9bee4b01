import { createInterface } from "node:readline";
import { BadInput } from "./report.ts";

/** The password from standard input's first line, or asked for without showing it. */
export async function readPassword(fromStandardInput: boolean): Promise<string> {
  if (fromStandardInput) return firstLine();
  if (!process.stdin.isTTY)
    throw new BadInput("There is no terminal to ask for the password. Give it with --password-stdin.");
  const password = await ask("Password: ");
  if (password !== (await ask("Again: "))) throw new BadInput("The two passwords differ.");
  return password;
}

async function firstLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += String(chunk);
    if (text.includes("\n") || text.length > 10_000) break;
  }
  return (text.split(/\r?\n/)[0] ?? "").slice(0, 10_000);
}

function ask(question: string): Promise<string> {
  process.stderr.write(question);
  process.stdin.setRawMode(true);
  return new Promise((resolve, reject) => {
    let typed = "";
    const lines = createInterface({ input: process.stdin, terminal: false });
    lines.pause();
    const end = (work: () => void) => {
      process.stdin.off("data", onData);
      process.stdin.setRawMode(false);
      process.stdin.pause();
      lines.close();
      process.stderr.write("\n");
      work();
    };
    const onData = (data: Buffer | string) => {
      for (const character of String(data)) {
        if (character === "\u0003") return end(() => reject(new BadInput("Cancelled.")));
        if (character === "\r" || character === "\n") return end(() => resolve(typed));
        typed = character === "\u007f" ? typed.slice(0, -1) : typed + character;
      }
    };
    process.stdin.setEncoding("utf8").on("data", onData).resume();
  });
}
