// npm run build: the production build that `npm start` would make, made now.
import { describeStartFailure } from "@/lib/env/start-error";
import { buildApp } from "@/scripts/supervisor/build";
import { say, seconds } from "@/scripts/supervisor/progress";

const began = performance.now();
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const)
  process.on(signal, () => {
    stop.abort();
  });
try {
  await buildApp(stop.signal);
  say(`Built in ${seconds(began)}.`);
} catch (error) {
  console.error(describeStartFailure(error));
  process.exitCode = 1;
}
process.exit();
