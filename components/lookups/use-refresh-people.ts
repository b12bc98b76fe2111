"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { showToast } from "@/components/ui/toast";
import { refreshPeopleAction } from "@/lib/lookups/actions";
import { lookupKeys } from "@/lib/lookups/queries";
import type { RefreshPeopleInput, RefreshStarted } from "@/lib/lookups/refresh";

const LOST = "The server did not answer. Look at History before you try again: some may be under way.";

/** Starts a refresh and says in a toast how many are under way, and what stopped the rest. */
export function useRefreshPeople(onStarted: () => void) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, data, isPending, isError } = useMutation({
    mutationFn: (input: RefreshPeopleInput) => refreshPeopleAction(input),
    onSuccess: (result) => {
      if (!result.ok) return;
      const seen = {
        label: "View",
        onClick: () => {
          router.push("/history?source=refresh");
        },
      };
      showToast({ ...describeStarted(result.value), action: seen });
      onStarted();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
  });
  const refused = data?.ok === false ? `${data.error.message} Reference ${data.error.reference}.` : null;
  return { start: mutate, isPending, refusal: isError ? LOST : refused };
}

function describeStarted({ underWay, waiting, stopped }: RefreshStarted) {
  const under = underWay === 1 ? "1 lookup is under way" : `${String(underWay)} lookups are under way`;
  const asked = waiting === 1 ? "1 lookup waits for approval" : `${String(waiting)} lookups wait for approval`;
  const title = waiting > 0 && underWay === 0 ? asked : under;
  if (!stopped) return { tone: "success" as const, title, description: "Each answer joins its person by itself." };
  return { tone: "error" as const, title, description: `${String(stopped.left)} were not sent. ${stopped.sentence}` };
}
