// Routes that the benchmarks measure against exist in bench builds only.
const isBench = process.env.PERIHELION_BENCH === "1";

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  distDir: isBench ? ".cache/bench/next" : ".next",
  pageExtensions: isBench ? ["ts", "tsx", "bench.ts"] : ["ts", "tsx"],
  // A sender of webhooks counts a redirect as a failure: a wrong path is a plain 404, never a 308.
  skipTrailingSlashRedirect: true,
  // `npm test` checks types by itself; a start must not wait for it.
  // A bench build writes its own folder's types into its own file.
  typescript: { ignoreBuildErrors: true, ...(isBench && { tsconfigPath: ".config/bench.tsconfig.json" }) },
  // Otherwise `next dev` writes a file of its own into the project.
  agentRules: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "pino", "@prisma/adapter-pg"],
};

export default nextConfig;
