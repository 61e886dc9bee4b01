/** The part of mailauth that tests verify signatures with; it ships no types. */
declare module "mailauth/lib/dkim/verify.js" {
  export function dkimVerify(
    source: Buffer,
    options: { readonly resolver: (name: string) => Promise<string[][]> },
  ): Promise<{
    readonly results: readonly { readonly signingDomain: string; readonly status: { readonly result: string } }[];
  }>;
}
