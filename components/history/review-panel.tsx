"use client";

import { Check } from "lucide-react";
import { useRef } from "react";
import { CommentForm } from "@/components/history/comment-form";
import { useMarkReviewed, useRemoveComment } from "@/components/history/use-review";
import { useLookupKeys } from "@/components/history/use-walk";
import { RelativeTime } from "@/components/shared/relative-time";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import type { LookupCommentDto } from "@/lib/lookups/review";
import type { LookupDto } from "@/lib/lookups/schema";

/** Whether anybody has read the lookup, and what they wrote of it. For a rep there is none where there is nothing to read. */
export function ReviewPanel({ lookup }: { lookup: LookupDto }) {
  const { id, review, comments, mayReview } = lookup;
  if (!mayReview && !review && comments.length === 0) return null;
  return (
    <Card aria-label="Review">
      <CardHeader>
        <CardTitle>Review</CardTitle>
        {mayReview && <MarkButton lookupId={id} isReviewed={review !== null} />}
      </CardHeader>
      <CardBody className="grid gap-4">
        <p role="status" className="flex items-center gap-1.5 text-muted-foreground">
          {review ? (
            <>
              <Check aria-hidden className="size-4 text-success-ink" />
              <span>
                Reviewed{review.by !== null && ` by ${review.by}`}, <RelativeTime at={review.at} />
              </span>
            </>
          ) : (
            "Nobody has reviewed this yet"
          )}
        </p>
        <CommentList lookupId={id} comments={comments} />
        {mayReview && <CommentBox lookupId={id} />}
      </CardBody>
    </Card>
  );
}

const MARK_KEYS: readonly KeyMeaning[] = [["m", "Mark reviewed, or take it back"]];
const COMMENT_KEYS: readonly KeyMeaning[] = [["c", "Comment"]];

function MarkButton({ lookupId, isReviewed }: { lookupId: string; isReviewed: boolean }) {
  const mark = useMarkReviewed(lookupId);
  const toggle = () => {
    if (!mark.isPending) mark.mutate(!isReviewed);
  };
  useLookupKeys(MARK_KEYS, { m: toggle });
  return (
    <Button
      size="sm"
      variant={isReviewed ? "ghost" : "secondary"}
      aria-disabled={mark.isPending || undefined}
      onClick={toggle}
    >
      {isReviewed ? "Unmark" : "Mark reviewed"}{" "}
      <Kbd aria-hidden className="max-sm:hidden">
        m
      </Kbd>
    </Button>
  );
}

function CommentBox({ lookupId }: { lookupId: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLookupKeys(COMMENT_KEYS, { c: () => field.current?.focus() });
  return <CommentForm lookupId={lookupId} field={field} />;
}

type CommentListProps = { lookupId: string; comments: readonly LookupCommentDto[] };

function CommentList({ lookupId, comments }: CommentListProps) {
  const remove = useRemoveComment(lookupId);
  if (comments.length === 0) return null;
  return (
    <ul aria-label="Comments" className="grid gap-3">
      {comments.map(({ id, by, body, at, isOwn }) => (
        <li key={id} className="grid min-w-0 gap-0.5">
          <p className="flex items-baseline gap-2 text-xs text-muted-foreground">
            <span className="font-medium text-foreground">{by ?? "A former member"}</span>
            <RelativeTime at={at} />
            {isOwn && (
              <Button
                variant="link"
                size="sm"
                className="ml-auto text-muted-foreground"
                aria-label={`Take back “${body.slice(0, 40)}”`}
                aria-disabled={remove.isPending || undefined}
                onClick={() => {
                  if (!remove.isPending) remove.mutate(id);
                }}
              >
                Take back
              </Button>
            )}
          </p>
          <p className="break-words whitespace-pre-wrap">{body}</p>
        </li>
      ))}
    </ul>
  );
}
