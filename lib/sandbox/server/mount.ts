import "server-only";
import { env } from "@/lib/env/server";

/** Where the emulator stands, and whom it may call back. */
export type SandboxMount = {
  /** What of a path comes before the provider's own. */
  prefix: string;
  /** Whether the form of a webhook address is accepted. */
  acceptsWebhook: (url: string) => boolean;
};

export type CallbackReach = "self" | "any";

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.test(hostname);

const isOwn = (url: URL): boolean => url.origin === new URL(env.APP_URL).origin;

/** HTTPS as the provider demands; plain HTTP on this machine and to this very app. */
function acceptsWebhook(text: string): boolean {
  const url = parse(text);
  if (url?.protocol === "https:") return url.hostname.includes(".") || isLoopback(url);
  return url?.protocol === "http:" && (isLoopback(url) || isOwn(url));
}

/** The emulator inside an app calls back only that app and this machine, whatever address it was given. */
export function mayCall(text: string, reach: CallbackReach): boolean {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return reach === "any" || isLoopback(url) || isOwn(url);
}

export const MOUNTED: SandboxMount = { prefix: "/api/sandbox/apollo", acceptsWebhook };

export const STANDALONE: SandboxMount = { prefix: "", acceptsWebhook };
