import type { AskedOfMember } from "@/components/members/asked-of-member";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import type { Role } from "@/lib/auth/viewer";
import { ROLE_TASKS } from "@/lib/members/member";
import type { MemberDto } from "@/lib/members/member-list";

type Described = { title: string; description: string; points: string[]; confirm: string; isDanger: boolean };

const QUEUED = "Lookups that are queued are not sent; what is held for them comes back.";
const KEPT = "Their lookups stay in History.";

/** The words of the question: what happens, what stays, and whether it is oneself. */
export function describeAsked({ member, what }: AskedOfMember): Described {
  if (what.kind === "own_role") return describeOwnRole(what.role);
  return { disable, remove, sign_out: signOut, reset_password: resetPassword }[what.kind](member);
}

function describeOwnRole(role: Role): Described {
  return {
    title: `Make yourself ${ROLE_LABELS[role].toLowerCase()}?`,
    description: "This is your own role: you cannot take it back by yourself.",
    points: [
      ROLE_TASKS[role],
      "Keys, members, budgets and webhooks are closed to you from your next click on.",
      "Another admin can give you the role again.",
    ],
    confirm: "Change my role",
    isDanger: true,
  };
}

function disable({ name, isYou, sessions }: MemberDto): Described {
  return {
    title: isYou ? "Disable yourself?" : `Disable ${name}?`,
    description: isYou
      ? "This is your own account: you are signed out at once, and only another admin can let you in again."
      : "They cannot sign in until an admin enables them again.",
    points: [
      sessionWords(sessions, "at the next request, in every workspace"),
      "A lookup that is under way ends and is kept, with what it costs.",
      QUEUED,
      KEPT,
    ],
    confirm: "Disable",
    isDanger: true,
  };
}

function remove({ name, isYou }: MemberDto): Described {
  return {
    title: isYou ? "Leave this workspace?" : `Remove ${name} from this workspace?`,
    description: isYou
      ? "You lose access at once, and come back only by a new invitation."
      : "They come back only by a new invitation.",
    points: [
      "Other workspaces are not touched.",
      QUEUED,
      KEPT,
      isYou
        ? "Your private lists go with you. What you shared stays; the people you looked after have no owner."
        : "Their private lists go with them. What they shared stays; the people they looked after have no owner.",
    ],
    confirm: isYou ? "Leave" : "Remove",
    isDanger: true,
  };
}

function signOut({ name, isYou, sessions }: MemberDto): Described {
  return {
    title: isYou ? "Sign out everywhere?" : `Sign ${name} out everywhere?`,
    description: isYou ? "You may sign in again." : "They may sign in again.",
    points: [sessionWords(sessions, isYou ? "at the next request, this one too" : "at the next request")],
    confirm: "Sign out",
    isDanger: false,
  };
}

function resetPassword({ name }: MemberDto): Described {
  return {
    title: `A new password for ${name}?`,
    description: "You get a link for them, shown once. Nothing changes until it is used.",
    points: [
      "It works once, within the hour. An earlier link stops working.",
      "Whoever opens it sets the password and is signed in: hand it over in a way that you trust.",
      "When it is used, every session of theirs ends.",
    ],
    confirm: "Make the link",
    isDanger: false,
  };
}

function sessionWords(sessions: number, when: string): string {
  if (sessions === 0) return "No browser is signed in at the moment.";
  return sessions === 1
    ? `The one browser that is signed in is out ${when}.`
    : `All ${String(sessions)} browsers are out ${when}.`;
}
