import "server-only";
import { z } from "zod";
import { tellForgedFields, tellingRefusals } from "@/lib/auth/refusals";
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
  const { name, input, run } = definition;
  return async (raw: z.input<Schema>): Promise<Result<T>> => {
    try {
      const viewer = await requireViewer();
      const call = { viewer, where: name, given: raw };
      await tellForgedFields(call, fieldsOf(input));
      return { ok: true, value: await tellingRefusals(call, async () => run({ viewer, input: z.parse(input, raw) })) };
    } catch (error) {
      return { ok: false, error: toPublicError(error, name) };
    }
  };
}

/** Null for an input that is no plain object. */
function fieldsOf(schema: z.core.$ZodType): string[] | null {
  return schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : null;
}
