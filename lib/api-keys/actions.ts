"use server";

import { action } from "@/lib/action/action";
import { AddApiKeyInput, ApiKeyRef, RotateApiKeyInput } from "@/lib/api-keys/schema";
import { addApiKey } from "@/lib/api-keys/server/add-api-key";
import { deleteApiKey, disableApiKey, enableApiKey, setDefaultApiKey } from "@/lib/api-keys/server/change-api-key";
import { rotateApiKey } from "@/lib/api-keys/server/rotate-api-key";
import { testApiKey } from "@/lib/api-keys/server/test-api-key";

export const addApiKeyAction = action({
  name: "api-keys.add",
  input: AddApiKeyInput,
  run: ({ viewer, input }) => addApiKey(viewer, input),
});

export const rotateApiKeyAction = action({
  name: "api-keys.rotate",
  input: RotateApiKeyInput,
  run: ({ viewer, input }) => rotateApiKey(viewer, input),
});

export const testApiKeyAction = action({
  name: "api-keys.test",
  input: ApiKeyRef,
  run: ({ viewer, input }) => testApiKey(viewer, input.id),
});

export const setDefaultApiKeyAction = action({
  name: "api-keys.set-default",
  input: ApiKeyRef,
  run: ({ viewer, input }) => setDefaultApiKey(viewer, input.id),
});

export const disableApiKeyAction = action({
  name: "api-keys.disable",
  input: ApiKeyRef,
  run: ({ viewer, input }) => disableApiKey(viewer, input.id),
});

export const enableApiKeyAction = action({
  name: "api-keys.enable",
  input: ApiKeyRef,
  run: ({ viewer, input }) => enableApiKey(viewer, input.id),
});

export const deleteApiKeyAction = action({
  name: "api-keys.delete",
  input: ApiKeyRef,
  run: ({ viewer, input }) => deleteApiKey(viewer, input.id),
});
