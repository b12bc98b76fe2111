import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const Manifest = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
});

export type BuiltAction = { id: string; name: string; page: string };

const MANIFEST = ".next/server/server-reference-manifest.json";

/** Every server action that the build can be called with, as its manifest says. */
export function listBuiltActions(): BuiltAction[] {
  if (!existsSync(MANIFEST)) throw new Error(`${MANIFEST} is missing: which actions does the build have?`);
  const { node } = Manifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  return Object.entries(node).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName,
    page: toAddress(Object.keys(workers)[0] ?? ""),
  }));
}

const PATHS = ".next/server/app-paths-manifest.json";
/** Made by the framework, without a file of ours. */
const FRAMEWORKS_OWN = new Set(["/_not-found/page", "/_global-error/page"]);

/** Every page and route that the build serves, such as `/(workspace)/people/page`. */
export function listBuiltEntries(): string[] {
  const paths = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(PATHS, "utf8")));
  return Object.keys(paths)
    .filter((path) => !FRAMEWORKS_OWN.has(path))
    .toSorted();
}

export function findBuiltAction(name: string): BuiltAction {
  const action = listBuiltActions().find((built) => built.name === name);
  if (!action) throw new Error(`the build has no ${name}`);
  return action;
}

/** `app/(workspace)/history/[id]/page` is served at `/history/anything`. */
function toAddress(worker: string): string {
  const path = worker.replace(/^app/, "").replace(/\/page$/, "");
  return path.replaceAll(/\/\([^)]+\)/g, "").replaceAll(/\[[^\]]+\]/g, "anything") || "/";
}

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), reference: z.string() }) }),
]);

type ActionCall = {
  url: string;
  action: BuiltAction;
  /** One argument as JSON, or the fields of a form. */
  input: object | FormData;
  cookie: string;
  origin?: string;
};

/** Calls a server action as a browser would, without a browser. */
export function postAction({ url, action, input, cookie, origin = url }: ActionCall): Promise<Response> {
  const isForm = input instanceof FormData;
  return fetch(`${url}${action.page}`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "Next-Action": action.id,
      accept: "text/x-component",
      cookie,
      origin,
      ...(!isForm && { "content-type": "text/plain;charset=UTF-8" }),
    },
    body: isForm ? input : JSON.stringify([input]),
  });
}

/** What the action itself answered: its error's code, or `ok`. */
export async function callAction(call: ActionCall): Promise<string> {
  const response = await postAction(call);
  const text = await response.text();
  const row = /"a":"\$@(\w+)"/.exec(text)?.[1];
  const line = text.split("\n").find((candidate) => row !== undefined && candidate.startsWith(`${row}:{`));
  if (!line) throw new Error(`${call.action.name} gave no answer: ${String(response.status)} ${text.slice(0, 300)}`);
  const answer = Answer.parse(JSON.parse(line.slice(line.indexOf(":") + 1)));
  return answer.ok ? "ok" : answer.error.code;
}

/** A form as React sends it to an action that takes its state first: `(null, form)`. */
export function asFormState(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.append(`_1_${name}`, text);
  form.append("0", '[null,"$K1"]');
  return form;
}
