"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { rotateApiKeyAction } from "@/lib/api-keys/actions";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

const LOST = "The server did not answer. Look at the list before you try again: the key may have been rotated.";

type Rotation = { key: string; acceptsTeam: boolean };

/** `doubt`: nothing was changed yet, because the new key may be of another team. */
export function useRotateKey({ id, name }: Pick<ApiKeyDto, "id" | "name">, onRotated: () => void) {
  const queryClient = useQueryClient();
  const rotate = useMutation({
    mutationFn: (rotation: Rotation) => rotateApiKeyAction({ id, ...rotation }),
    onSuccess: (result) => {
      if (!result.ok || !result.value.isDone) return;
      showToast({
        tone: "success",
        title: `Rotated: ${name}`,
        description: "The old key ends by itself when its calls are over.",
      });
      onRotated();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
  const error = rotate.data?.ok === false ? rotate.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  const found = rotate.data?.ok === true ? rotate.data.value : null;
  return {
    rotate,
    doubt: found && !found.isDone ? found : null,
    refusal: rotate.isError ? LOST : whole,
    /** Another key is another question. */
    forgetDoubt: rotate.reset,
  };
}
