import type { TenantTransaction } from "@sekinin/db";

/** The same transaction, and how many statements went through it. */
export function counted(tx: TenantTransaction): { readonly tx: TenantTransaction; statements(): number } {
  let statements = 0;
  const watch = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === "object" && value !== null) return watch(value);
        if (typeof value !== "function") return value;
        return (...given: unknown[]): unknown => {
          statements += 1;
          return Reflect.apply(value, object, given);
        };
      },
    });
  return { tx: watch(tx), statements: () => statements };
}
