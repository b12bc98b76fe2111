import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { StartError } from "@/lib/env/start-error";

/** A wrong value. The message is one sentence a line, each naming its variable; a secret's value is never repeated. */
export class EnvironmentError extends StartError {
  override readonly name = "EnvironmentError";

  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
  }
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

export type SealingKey = { id: string; secret: Buffer };
/** The first key seals, every key opens. */
export type KeyRing = readonly [SealingKey, ...SealingKey[]];

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535);

const origin = z
  .string()
  .transform(toUrl)
  .refine((url) => url !== null && isBareOrigin(url))
  .transform((url) => (url as URL).origin);

const databaseUrl = z.string().refine((text) => /^postgres(ql)?:$/.test(toUrl(text)?.protocol ?? ""));

const apolloBaseUrl = z.string().transform((text, ctx) => {
  const url = toUrl(text);
  const isProvider = url?.origin === "https://api.apollo.io" && isBareOrigin(url);
  const isLoopback = url !== null && /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname) && !url.username;
  if (url && (isProvider || isLoopback)) return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  ctx.addIssue({ code: "custom", message: "not allowed" });
  return z.NEVER;
});

/** As the provider writes it, slash at the end or not: it is compared with what its tokens say. */
const issuer = z.string().refine((text) => {
  const url = toUrl(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname));
  return url !== null && isSafe && `${url.search}${url.hash}${url.username}${url.password}` === "";
});

const keyRing = z.string().transform((text, ctx): KeyRing => {
  const ring = readKeyRing(text);
  if (ring) return ring;
  ctx.addIssue({ code: "custom", message: "malformed" });
  return z.NEVER;
});

const onOff = z.enum(["on", "off"]).default("on");

const Variables = z.object({
  PORT: port.default(3000),
  APP_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default(".data"),
  ENCRYPTION_KEYS: keyRing.optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(12).max(256).optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(2000).optional(),
  OIDC_NAME: z.string().max(40).optional(),
  WORKER: onOff,
  PRACTICE: onOff,
  APOLLO_BASE_URL: apolloBaseUrl.default("https://api.apollo.io"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
});

type Variable = keyof typeof Variables.shape;

const RULES: Record<Variable, string> = {
  PORT: "must be a whole number from 1 to 65535",
  APP_URL: "must be an address such as https://perihelion.example.com, without a path",
  DATABASE_URL: "must be an address such as postgresql://user:password@host:5432/database",
  DATA_DIR: "must be a folder",
  ENCRYPTION_KEYS: `must be id:key[,id:key] with different ids of letters, digits, _ and -, and keys of ${String(KEY_BYTES)} bytes in base64`,
  NEXTAUTH_SECRET: "must have at least 32 characters",
  ADMIN_EMAIL: "must be an email address",
  ADMIN_PASSWORD: "must have 12 to 256 characters",
  OIDC_ISSUER: "must be an https address such as https://accounts.example.com, or one on this machine",
  OIDC_CLIENT_ID: "must have at most 500 characters",
  OIDC_CLIENT_SECRET: "must have at most 2000 characters",
  OIDC_NAME: "must have at most 40 characters",
  WORKER: 'must be "on" or "off"',
  PRACTICE: 'must be "on" or "off"',
  APOLLO_BASE_URL: "must be https://api.apollo.io or an address on this machine such as http://127.0.0.1:4010",
  LOG_LEVEL: `must be one of ${LOG_LEVELS.join(", ")}`,
};

const SECRET: ReadonlySet<Variable> = new Set([
  ...(["DATABASE_URL", "ENCRYPTION_KEYS", "NEXTAUTH_SECRET", "ADMIN_PASSWORD", "OIDC_CLIENT_SECRET"] as const),
]);

/** What only works together. */
const TOGETHER: readonly (readonly [string, readonly Variable[]])[] = [
  ["ADMIN_EMAIL and ADMIN_PASSWORD must be set together, or neither.", ["ADMIN_EMAIL", "ADMIN_PASSWORD"]],
  [
    "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together, or none of them.",
    ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ],
];

/** The names of every variable that is read, in the order of `.env.example`. */
export const VARIABLES = Object.keys(Variables.shape) as readonly Variable[];

export type StartEnvironment = Omit<z.output<typeof Variables>, "APP_URL"> & { APP_URL: string };
type Made = "DATABASE_URL" | "ENCRYPTION_KEYS" | "NEXTAUTH_SECRET";
export type Environment = StartEnvironment & { [name in Made]-?: NonNullable<StartEnvironment[name]> };

/** What the start reads: values that it makes itself when unset may be missing. Throws EnvironmentError. */
export function parseStartEnvironment(source: Record<string, string | undefined>): StartEnvironment {
  const given = Object.fromEntries(VARIABLES.map((name) => [name, source[name]?.trim() || undefined]));
  const parsed = Variables.safeParse(given);
  const sentences = parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => path[0] as Variable))];
  const wrong = sentences.map((name) => describe(name, source[name]));
  for (const [sentence, names] of TOGETHER) {
    const set = names.filter((name) => given[name]).length;
    if (set > 0 && set < names.length) wrong.push(sentence);
  }
  if (!parsed.success || wrong.length > 0) throw new EnvironmentError(wrong);
  const { DATA_DIR: dataDir, APP_URL: appUrl, ...rest } = parsed.data;
  return {
    ...rest,
    APP_URL: appUrl ?? `http://localhost:${String(rest.PORT)}`,
    DATA_DIR: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
  };
}

/** What a running server reads: everything is set. Throws EnvironmentError. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const { DATABASE_URL, ENCRYPTION_KEYS, NEXTAUTH_SECRET, ...rest } = parseStartEnvironment(source);
  if (DATABASE_URL && ENCRYPTION_KEYS && NEXTAUTH_SECRET) {
    return { ...rest, DATABASE_URL, ENCRYPTION_KEYS, NEXTAUTH_SECRET };
  }
  const missing = Object.entries({ DATABASE_URL, ENCRYPTION_KEYS, NEXTAUTH_SECRET }).filter(([, value]) => !value);
  throw new EnvironmentError(missing.map(([name]) => `${name} is not set; \`npm start\` sets it for the server.`));
}

function describe(name: Variable, value = ""): string {
  if (SECRET.has(name)) return `${name} ${RULES[name]}.`;
  return `${name} ${RULES[name]}, but is "${value.slice(0, 100)}".`;
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isBareOrigin({ protocol, pathname, search, hash, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && `${pathname}${search}${hash}${username}${password}` === "/";
}

/** The ring written as `id:base64key[,id:base64key]`; null for anything else. */
export function readKeyRing(text: string): KeyRing | null {
  const keys = text.split(",").map((entry) => toSealingKey(entry.trim()));
  const [first, ...rest] = keys.filter((key) => key !== null);
  const isWhole = rest.length + 1 === keys.length && new Set(keys.map((key) => key?.id)).size === keys.length;
  return first && isWhole ? [first, ...rest] : null;
}

export function writeKeyRing(ring: KeyRing): string {
  return ring.map(({ id, secret }) => `${id}:${secret.toString("base64")}`).join(",");
}

function toSealingKey(entry: string): SealingKey | null {
  const match = /^([A-Za-z0-9_-]{1,32}):(.+)$/.exec(entry);
  const [, id, text] = match ?? [];
  if (!id || !text || !BASE64.test(text)) return null;
  const secret = Buffer.from(text, "base64");
  return secret.length === KEY_BYTES ? { id, secret } : null;
}
