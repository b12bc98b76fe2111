import "server-only";
import { findClientAddress } from "@/lib/auth/current-session";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

/** A signed-in person asked for what they may not do, for what is not theirs, or sent fields that no form has. */
export type Refusal = {
  viewer: Viewer;
  code: "forbidden" | "not_found" | "forged_fields";
  /** The action, route or page. */
  where: string;
  /** The id that was asked for. */
  subject: string | null;
  fields: string[];
  address: string | null;
};

type Call = { viewer: Viewer; where: string; given: unknown };
type Listener = (refusal: Refusal) => void;

// Next's several bundles evaluate this module more than once; a process has one listener.
const held = globalThis as typeof globalThis & { perihelionRefusalListener?: Listener };

const ID = /^[a-z]{3}_[0-9a-z]{26}$/;
const FIELD = /^[A-Za-z]\w{0,30}$/;
const FIELDS_MAX = 5;

/** Who hears of refusals from now on. It must neither throw nor keep the caller waiting. */
export function listenToRefusals(listener: Listener): void {
  held.perihelionRefusalListener = listener;
}

/** Runs a use case; a refusal that tells of a try beyond the viewer's rights is told to the listener, and thrown on. */
export async function tellingRefusals<T>(call: Call, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === "forbidden" || code === "not_found") await tell(call, { code, fields: [] });
    throw error;
  }
}

/** Tells the listener of fields that the input does not have. They are dropped by the parser, whatever they say. */
export async function tellForgedFields(call: Call, known: readonly string[] | null): Promise<void> {
  if (known === null || typeof call.given !== "object" || call.given === null) return;
  const fields = Object.keys(call.given).filter((name) => !known.includes(name));
  if (fields.length === 0) return;
  await tell(call, { code: "forged_fields", fields: fields.filter((name) => FIELD.test(name)).slice(0, FIELDS_MAX) });
}

async function tell({ viewer, where, given }: Call, what: Pick<Refusal, "code" | "fields">): Promise<void> {
  const listener = held.perihelionRefusalListener;
  if (!listener) return;
  const values: unknown[] = typeof given === "object" && given !== null ? Object.values(given) : [];
  const subject = values.find((value): value is string => typeof value === "string" && ID.test(value)) ?? null;
  listener({ viewer, where, subject, address: await findClientAddress(), ...what });
}
