import { ERRORS, type ErrorCode } from "@/lib/errors/errors";

export type AppErrorOptions = {
  cause?: unknown;
  /** Field name → sentence, shown beside the field. */
  fields?: Record<string, string>;
  retryAfterS?: number;
  /** Replaces the table's sentence where a better one is known. Public: never a secret, path or stack. */
  say?: string;
};

/** A failure with a code of the one table. `detail` is for the log, `say` for the person. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterS: number | undefined;
  readonly say: string;

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.detail = detail;
    this.fields = options.fields;
    this.retryAfterS = options.retryAfterS;
    this.say = options.say ?? ERRORS[code].say;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
