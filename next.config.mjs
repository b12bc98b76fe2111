/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // A sender of webhooks counts a redirect as a failure: a wrong path is a plain 404, never a 308.
  skipTrailingSlashRedirect: true,
  // `npm test` checks types by itself; a start must not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Otherwise `next dev` writes a file of its own into the project.
  agentRules: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "pino", "@prisma/adapter-pg"],
};

export default nextConfig;
