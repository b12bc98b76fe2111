"use client";

import {
  ArrowLeft,
  ArrowRight,
  CopyPlus,
  Lock,
  PencilLine,
  RefreshCw,
  RotateCcw,
  Save,
  Trash2,
  UsersRound,
} from "lucide-react";
import type { ReactElement } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useViewChange } from "@/components/views/use-view-change";
import { changeViewAction, deleteViewAction, moveViewAction, restoreViewAction } from "@/lib/views/actions";
import type { SavedViewDto } from "@/lib/views/schema";

type ViewMenuProps = {
  trigger: ReactElement;
  view: SavedViewDto;
  isChanged: boolean;
  /** The table as it stands. */
  written: string;
  maySave: boolean;
  onRename: () => void;
  onSave: () => void;
  onReset: () => void;
  onGone: () => void;
  /** Asks the provider anew for whom the table shows; null where there are no people, or nothing may be asked. */
  onRefresh: (() => void) | null;
};

/** What can be done with the view that is open. */
export function ViewMenu(props: ViewMenuProps) {
  const { trigger, view, isChanged, written, maySave, onSave, onReset } = props;
  const { mutate } = useViewChange();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {!view.isOwn && <DropdownMenuLabel>Shared by {view.ownerName}</DropdownMenuLabel>}
        {isChanged && view.mayChange && (
          <DropdownMenuItem
            onSelect={() =>
              mutate({ change: () => changeViewAction({ id: view.id, query: written }), done: "View updated" })
            }
          >
            <Save aria-hidden />
            Update view
          </DropdownMenuItem>
        )}
        {isChanged && (
          <DropdownMenuItem onSelect={onReset}>
            <RotateCcw aria-hidden />
            Back to the view as saved
          </DropdownMenuItem>
        )}
        {maySave && (
          <DropdownMenuItem onSelect={onSave}>
            <CopyPlus aria-hidden />
            Save as a new view
          </DropdownMenuItem>
        )}
        {props.onRefresh && (
          <DropdownMenuItem onSelect={props.onRefresh}>
            <RefreshCw aria-hidden />
            Refresh everybody in it…
          </DropdownMenuItem>
        )}
        {view.mayChange && <Changes {...props} />}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Changes({ view, onRename, onGone }: ViewMenuProps) {
  const { mutate } = useViewChange();
  const { id, name, isShared } = view;
  const share = (isShared: boolean) => () => changeViewAction({ id, isShared });
  return (
    <>
      <DropdownMenuItem onSelect={onRename}>
        <PencilLine aria-hidden />
        Rename
      </DropdownMenuItem>
      <DropdownMenuItem
        onSelect={() =>
          mutate({
            change: share(!isShared),
            undo: share(isShared),
            done: isShared ? `${name} is private now` : `${name} is shared with the workspace`,
          })
        }
      >
        {isShared ? <Lock aria-hidden /> : <UsersRound aria-hidden />}
        {isShared ? "Make private" : "Share with the workspace"}
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => mutate({ change: () => moveViewAction({ id, to: "left" }) })}>
        <ArrowLeft aria-hidden />
        Move left
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => mutate({ change: () => moveViewAction({ id, to: "right" }) })}>
        <ArrowRight aria-hidden />
        Move right
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem
        tone="danger"
        onSelect={() => {
          mutate({
            change: () => deleteViewAction({ id }),
            undo: () => restoreViewAction({ id }),
            done: `${name} deleted`,
          });
          onGone();
        }}
      >
        <Trash2 aria-hidden />
        Delete
      </DropdownMenuItem>
    </>
  );
}
