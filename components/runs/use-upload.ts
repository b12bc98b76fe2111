"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { RequestFailed } from "@/lib/http/fetch-json";
import { runKeys } from "@/lib/runs/queries";
import { FILE_BYTES_MAX } from "@/lib/runs/run";
import { sendFile } from "@/lib/runs/send-file";

/** `fraction`: of the bytes that have gone. At 1 the server reads the rows. */
export type Uploading = { name: string; fraction: number };
/** A file that was not taken, and why. */
export type Refused = { name: string | null; sentence: string; reference?: string | undefined };

/** Takes one file at a time and opens the draft that comes of it. */
export function useUpload() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const cancelling = useRef<AbortController | null>(null);
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: (file: File) => {
      const controller = new AbortController();
      cancelling.current = controller;
      const onProgress = (fraction: number) => {
        setUploading({ name: file.name, fraction });
      };
      onProgress(0);
      return sendFile(file, { signal: controller.signal, onProgress });
    },
    onError: (error, file) => {
      if (error instanceof RequestFailed) setRefused({ name: file.name, ...wordsOf(error) });
    },
    onSettled: () => {
      setUploading(null);
      void queryClient.invalidateQueries({ queryKey: runKeys.lists() });
    },
  });
  return {
    uploading,
    refused,
    cancel: () => cancelling.current?.abort(),
    dismiss: () => {
      setRefused(null);
    },
    take: (files: readonly File[]) => {
      const [file] = files;
      if (!file || isPending) return;
      const sentence = refusalOf(files);
      setRefused(sentence === null ? null : { name: files.length > 1 ? null : file.name, sentence });
      // Whoever has gone elsewhere meanwhile is left there: the draft stands in the list.
      if (sentence === null) mutate(file, { onSuccess: ({ runId }) => router.push(`/runs/${runId}`) });
    },
  };
}

function refusalOf(files: readonly File[]): string | null {
  if (files.length > 1) return "One file at a time.";
  if ((files[0]?.size ?? 0) <= FILE_BYTES_MAX) return null;
  return `The file is larger than ${String(FILE_BYTES_MAX / 2 ** 20)} MB. Split it and upload the parts.`;
}

function wordsOf({ error: { message, fields, reference } }: RequestFailed): Omit<Refused, "name"> {
  return { sentence: fields?.["file"] ?? message, reference };
}
