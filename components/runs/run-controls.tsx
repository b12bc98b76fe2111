"use client";

import { Pause, Play, RotateCcw, SendHorizontal, Square, Stamp, Trash2, X, type LucideIcon } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { useRunChange } from "@/components/runs/use-run-change";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import type { Change } from "@/components/shared/use-change";
import { Button } from "@/components/ui/button";
import {
  approveRunAction,
  declineRunAction,
  pauseRunAction,
  resumeRunAction,
  retryRunAction,
} from "@/lib/runs/actions";
import type { RunDto } from "@/lib/runs/schema";

const StopDialog = lazyDialog(() => import("@/components/runs/stop-dialog").then((loaded) => loaded.StopDialog));
const DeleteDraftDialog = lazyDialog(() =>
  import("@/components/runs/delete-draft-dialog").then((loaded) => loaded.DeleteDraftDialog),
);

/** What may be done with a run now. Who may do nothing sees nothing. */
export function RunControls({ run }: { run: RunDto }) {
  const { may, state, mayChange } = run;
  return (
    <>
      <SendAgain run={run} />
      {may.approve && <Decide run={run} />}
      {(may.pause || may.resume) && <PauseOrResume run={run} />}
      {may.stop && <Stop run={run} />}
      {state === "draft" && mayChange && <DeleteDraft run={run} />}
    </>
  );
}

type Action = { change: Change["change"]; done: string };
type ActButtonProps = Pick<ComponentProps<typeof Button>, "variant" | "children"> & {
  run: RunDto;
  icon: LucideIcon;
  action: Action;
};

function ActButton({ run, icon: Icon, action, variant, children }: ActButtonProps) {
  const { make, isPending } = useRunChange(run.id);
  return (
    <Button
      variant={variant}
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (!isPending && event.detail < 2) void make(action);
      }}
    >
      <Icon aria-hidden /> {children}
    </Button>
  );
}

/** One button in one place, so that whoever pauses by keyboard resumes by it. */
function PauseOrResume({ run }: { run: RunDto }) {
  const { id: runId, may, stopReason } = run;
  const isFirst = stopReason === "first_rows";
  if (may.pause) {
    const action = { change: () => pauseRunAction({ runId }), done: "Paused: what is under way comes to its end" };
    return (
      <ActButton key="pause-or-resume" run={run} icon={Pause} variant="secondary" action={action}>
        Pause
      </ActButton>
    );
  }
  const action = { change: () => resumeRunAction({ runId }), done: isFirst ? "The rest is under way" : "It goes on" };
  return (
    <ActButton key="pause-or-resume" run={run} icon={Play} variant="primary" action={action}>
      {isFirst ? "Run the rest" : "Resume"}
    </ActButton>
  );
}

function SendAgain({ run }: { run: RunDto }) {
  const { id: runId, may, counts, state } = run;
  const { failed = 0, stopped = 0 } = counts;
  if (!may.retry) return null;
  const send = (which: "failed" | "stopped"): Action => ({
    change: () => retryRunAction({ runId, which }),
    done: which === "failed" ? "The rows that failed are sent again" : "The rows that were not sent are under way",
  });
  return (
    <>
      {failed > 0 && (
        <ActButton run={run} icon={RotateCcw} variant="secondary" action={send("failed")}>
          Retry {failed.toLocaleString("en")} failed
        </ActButton>
      )}
      {stopped > 0 && (
        <ActButton
          run={run}
          icon={SendHorizontal}
          variant={state === "paused" ? "secondary" : "primary"}
          action={send("stopped")}
        >
          Run {stopped.toLocaleString("en")} not sent
        </ActButton>
      )}
    </>
  );
}

function Decide({ run }: { run: RunDto }) {
  const { id: runId } = run;
  const approve = { change: () => approveRunAction({ runId }), done: "Approved: it runs by itself" };
  const decline = { change: () => declineRunAction({ runId }), done: "Declined: nothing is sent" };
  return (
    <>
      <ActButton run={run} icon={Stamp} variant="primary" action={approve}>
        Approve
      </ActButton>
      <ActButton run={run} icon={X} variant="secondary" action={decline}>
        Decline
      </ActButton>
    </>
  );
}

function Stop({ run }: { run: RunDto }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setIsAsking(true);
        }}
      >
        <Square aria-hidden /> {run.state === "awaiting_approval" ? "Withdraw" : "Stop"}
      </Button>
      {isAsking && (
        <StopDialog
          run={run}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

function DeleteDraft({ run }: { run: RunDto }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        onClick={() => {
          setIsAsking(true);
        }}
      >
        <Trash2 aria-hidden /> Delete draft
      </Button>
      {isAsking && (
        <DeleteDraftDialog
          run={run}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}
