import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { findViewer } from "@/lib/auth/require-viewer";
import { signOutAction, switchWorkspaceAction } from "@/lib/workspaces/actions";
import { getShell } from "@/lib/workspaces/server/get-shell";

/**
 * Draws the frame for whoever is signed in. It protects nothing: a layout is not run again when the page below it changes,
 * so every page asks for its viewer itself (`requirePageViewer`), and sends away whoever has none.
 */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  if (!viewer) return children;
  return (
    <Shell frame={await getShell(viewer)} onSwitch={switchWorkspaceAction} onSignOut={signOutAction}>
      {children}
    </Shell>
  );
}
