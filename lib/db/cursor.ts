import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/)]);

/** A keyset position as opaque text: the last row's time and id. */
export function writeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}

/** Null when no position was given; a damaged one is `invalid_input`. */
export function readCursor(text: string | undefined): { at: Date; id: string } | null {
  if (text === undefined || text === "") return null;
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new AppError("invalid_input", "damaged cursor", {
      cause,
      fields: { cursor: "This page position is damaged. Start from the first page." },
    });
  }
}
