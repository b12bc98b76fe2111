import { NoInput } from "@/lib/audit/schema";
import { streamVerification } from "@/lib/audit/server/stream-verification";
import { route } from "@/lib/http/route";
import { toStreamedAnswer } from "@/lib/http/streamed-attachment";

export const GET = route({
  query: NoInput,
  run: ({ viewer }) => Promise.resolve(toStreamedAnswer(streamVerification(viewer))),
});
