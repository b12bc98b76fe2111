import "server-only";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/require-viewer";
import type { Viewer } from "@/lib/auth/viewer";
import { toPublicError } from "@/lib/errors/to-public-error";
import type { Result } from "@/lib/result/result";

type ActionDefinition<Schema extends z.core.$ZodType, T> = {
  /** `domain.verb`, for the log. */
  name: string;
  input: Schema;
  run: (call: { viewer: Viewer; input: z.output<Schema> }) => Promise<T>;
};

/**
 * Binds a use case to a server action: viewer, parse, run, translate. A server action is a public endpoint, so its
 * argument is unknown until parsed; failures come back as data, never as throws.
 */
export function action<Schema extends z.core.$ZodType, T>(definition: ActionDefinition<Schema, T>) {
  return async (raw: z.input<Schema>): Promise<Result<T>> => {
    try {
      const viewer = await requireViewer();
      return { ok: true, value: await definition.run({ viewer, input: z.parse(definition.input, raw) }) };
    } catch (error) {
      return { ok: false, error: toPublicError(error, definition.name) };
    }
  };
}
