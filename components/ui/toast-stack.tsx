"use client";

import { CircleAlert, CircleCheck, Sun } from "lucide-react";
import { useEffect } from "react";
import { Toaster, toast as draw } from "sonner";
import { onToast, takeWaitingToasts, type Toast } from "@/components/ui/toast";

const ICONS = {
  plain: undefined,
  success: <CircleCheck aria-hidden className="size-4 text-success-ink" />,
  error: <CircleAlert aria-hidden className="size-4 text-danger-ink" />,
  arrived: <Sun aria-hidden className="size-4 text-sun-ink" />,
} as const;

export function ToastStack() {
  useEffect(() => {
    const drawWaiting = () => {
      takeWaitingToasts().forEach(drawToast);
    };
    drawWaiting();
    return onToast(drawWaiting);
  }, []);
  return (
    <Toaster
      position="bottom-right"
      className="font-sans!"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border bg-popover p-3 text-sm text-foreground shadow-overlay sm:w-[356px]",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1 self-center",
          title: "font-medium",
          description: "mt-0.5 break-words text-muted-foreground",
          actionButton: "shrink-0 self-center rounded-md border px-2 py-1 text-xs font-medium hover:bg-hover",
        },
      }}
    />
  );
}

function drawToast({ title, description, tone = "plain", action, id, durationMs, onClose }: Toast) {
  draw(title, {
    icon: ICONS[tone],
    ...(description && { description }),
    ...(action && { action }),
    ...(id && { id }),
    ...(onClose && { onAutoClose: onClose, onDismiss: onClose }),
    duration: durationMs ?? (tone === "error" ? 10_000 : 5_000),
  });
}
