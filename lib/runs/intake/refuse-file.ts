import { AppError } from "@/lib/errors/app-error";

/** A file that cannot be taken, with the sentence that says why. */
export function refuseFile(sentence: string): AppError {
  return new AppError("invalid_input", "a file was refused", { say: sentence, fields: { file: sentence } });
}
