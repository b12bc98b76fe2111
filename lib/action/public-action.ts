import "server-only";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { toPublicError } from "@/lib/errors/to-public-error";
import type { Result } from "@/lib/result/result";

type PublicActionDefinition<Schema extends z.ZodType, T> = {
  /** `domain.verb`, for the log. */
  name: string;
  input: Schema;
  run: (call: { input: z.output<Schema> }) => Promise<T>;
  /** Where the browser goes after success: a path of ours. */
  next: (value: T) => string;
};

/**
 * Binds a use case to a form that anyone may send, signed in or not. It takes a form's state and fields, so that
 * `useActionState` can send it before the page's script has loaded. Next refuses calls from other origins.
 */
export function publicAction<Schema extends z.ZodType, T>(definition: PublicActionDefinition<Schema, T>) {
  return async (_previous: Result<never> | null, form: FormData): Promise<Result<never>> => {
    let target: string;
    try {
      const input = definition.input.parse(Object.fromEntries(form));
      target = definition.next(await definition.run({ input }));
    } catch (error) {
      return { ok: false, error: toPublicError(error, definition.name) };
    }
    // Next redirects by a throw, so it stands outside.
    redirect(target);
  };
}
