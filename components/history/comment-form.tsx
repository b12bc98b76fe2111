"use client";

import { useState, type KeyboardEvent, type RefObject } from "react";
import { useComment } from "@/components/history/use-review";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";

type CommentFormProps = { lookupId: string; field: RefObject<HTMLTextAreaElement | null> };

/** Ctrl+Enter sends, Esc leaves; what was written stays where it could not be sent. */
export function CommentForm({ lookupId, field }: CommentFormProps) {
  const [body, setBody] = useState("");
  const [error, setError] = useState<string>();
  const comment = useComment(lookupId);
  const send = async () => {
    if (comment.isPending) return;
    const result = await comment.mutateAsync(body).catch(() => null);
    if (result?.ok) {
      setBody("");
      setError(undefined);
      field.current?.blur();
      return;
    }
    setError(
      result ? (result.error.fields?.["body"] ?? result.error.message) : "The server did not answer. Try again.",
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") field.current?.blur();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label="Comment" error={error} help="Whoever sees this lookup reads it, its owner too.">
        <Textarea
          ref={field}
          value={body}
          maxLength={2000}
          aria-keyshortcuts="c"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setBody(event.target.value);
          }}
        />
      </Field>
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden className="text-xs text-muted-foreground max-sm:hidden">
          <Kbd>c</Kbd> write · <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> send
        </span>
        <Button type="submit" size="sm" className="ml-auto" aria-disabled={comment.isPending || undefined}>
          Comment
        </Button>
      </div>
    </form>
  );
}
