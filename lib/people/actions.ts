"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { RevealPhoneInput } from "@/lib/people/schema";
import { revealPhone } from "@/lib/people/server/reveal-phone";

export const revealPhoneAction = action({
  name: "people.reveal_phone",
  input: RevealPhoneInput,
  run: async ({ viewer, input }) => revealPhone(viewer, input, await readClientAddress()),
});
