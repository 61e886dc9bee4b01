import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm run check` compiles every workspace; a second time here would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
  // Packages are consumed from their TypeScript sources.
  transpilePackages: [
    "@sekinin/auth",
    "@sekinin/aws",
    "@sekinin/config",
    "@sekinin/db",
    "@sekinin/digest",
    "@sekinin/guardrails",
    "@sekinin/posture",
    "@sekinin/responsibility",
    "@sekinin/ui",
  ],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "ioredis",
    "pg",
    "pino",
    "prom-client",
    "rate-limiter-flexible",
  ],
  experimental: {
    authInterrupts: true,
    // Forms of ours are small; what is larger is refused before anything reads it.
    proxyClientMaxBodySize: "128kb",
    serverActions: { bodySizeLimit: "64kb" },
  },
  // Pages get theirs, with the policy for scripts, in src/proxy.ts; these are for files and answers that it does not see.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
      ],
    },
    // The address is the key: it is told to nobody else, and no index keeps it.
    ...["/u/:token", "/confirm/:token"].map((source) => ({
      source,
      headers: [
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "X-Robots-Tag", value: "noindex, nofollow" },
      ],
    })),
    // Our own preview page frames the mail; its policy says the same.
    { source: "/api/t/:tenant/digests/preview", headers: [{ key: "X-Frame-Options", value: "SAMEORIGIN" }] },
  ],
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
