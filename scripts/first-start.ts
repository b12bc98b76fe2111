// A child of the start, after the migrations: makes the first workspaces and tells the start the one-time link, if any.
import { describeStartFailure } from "@/lib/env/start-error";
import { prepareStart } from "@/lib/worker/prepare-start";

process.on("disconnect", () => process.exit(1));

try {
  const { setupUrl } = await prepareStart();
  process.send?.({ setupUrl });
  process.exit(0);
} catch (error) {
  console.error(describeStartFailure(error));
  process.exit(1);
}
