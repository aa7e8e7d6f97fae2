/** Headers that hold for every answer and depend on nothing. The policy with its nonce is made for each answer, in proxy.ts. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // Not `no-referrer`: browsers would then send `Origin: null` with forms, and be refused.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()",
  },
];

const distDir = process.env.LAPSE_DIST ?? ".next";

/** @type {import("next").NextConfig} */
export default {
  // Several copies of one folder can be built side by side.
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run types` checks them, once, with the tests.
  typescript: {
    ignoreBuildErrors: true,
    tsconfigPath: process.env.LAPSE_DIST ? `${distDir}.tsconfig.json` : "tsconfig.json",
  },
  // Titles in the document itself for every visitor: streamed ones leave it without a title for a moment.
  htmlLimitedBots: /.*/,
  // Native or WASM packages, loaded by Node at run time rather than bundled; and the CEL engine, which tells types apart by
  // the names of their classes: a minified bundle of it fails every condition.
  serverExternalPackages: [
    "@marcbachmann/cel-js",
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "pdfkit",
    "pg",
    "pino",
    "prom-client",
  ],
  headers: () => Promise.resolve([{ source: "/:path*", headers }]),
  experimental: {
    // A policy document may have 256 kB; everything else is refused far below that by its own input.
    serverActions: { bodySizeLimit: "320kb" },
    // The proxy buffers bodies for the route behind it: as much as the largest of them takes (a policy, with every character
    // escaped). More is cut off, and refused there as too large.
    proxyClientMaxBodySize: "2mb",
  },
};
