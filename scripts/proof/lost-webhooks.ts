import { hasMobile } from "@/lib/sandbox/world/phones";
import type { LookupAnswer } from "@/scripts/proof/app-commands";
import type { AppProcess } from "@/scripts/proof/app-process";
import { type Ground, onGround, wait } from "@/scripts/proof/ground";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createPeople } from "@/scripts/proof/people";
import { compareWithBills } from "@/scripts/proof/settlement";
import { differs, type Verdict } from "@/scripts/proof/verdict";

const TEAMS = { full: 8, short: 4 };
/** Workers that poll at the same time, in each of the two processes. */
const POLLERS = 2;
const POLL_PAUSE_MS = 250;
const WITHIN_MS = 120_000;
const AT_ONCE = 20;

/** Every callback is lost: each phone comes by poll, once, at the interval that the provider names. */
export async function proveLostWebhooks(run: ProofRun): Promise<Verdict> {
  const wanted = {
    ...{ stage: run.stage, teams: TEAMS[run.isShort ? "short" : "full"], members: 2 },
    switches: { drop: 1, latencyMs: 10 },
  };
  return onGround(wanted, async (ground) => {
    const asked = await askAll(ground, run.trials);
    await pollUntilThere(ground);
    const stories = await readStories(ground, asked);
    const polls = await readPolls(ground);
    const money = await compareWithBills(ground);
    const recovered = stories.filter(({ isRecovered }) => isRecovered).length;
    const violations = [
      ...(recovered === run.trials ? [] : [`recovered ${recovered} of ${run.trials}`]),
      ...new Set(stories.flatMap(({ isRecovered, told }) => (isRecovered ? [] : [told]))),
      ...differs("results that were fetched", polls.fetched, run.trials),
      ...(polls.twice === 0 ? [] : [`${polls.twice} results were fetched more than once`]),
      ...(polls.early === 0 ? [] : [`${polls.early} polls came before the time that the provider had named`]),
      ...(await findOtherWays(ground)),
      ...money.violations,
    ];
    const figures =
      `${run.trials} phones, every callback lost: ${recovered} recovered by poll, as each lookup says; ${polls.all} polls of ` +
      `${2 * POLLERS} workers in 2 processes, ${polls.twice} twice, ${polls.pending} told to wait and ${polls.early} too early; ` +
      `${money.violations.length === 0 ? "spent = billed" : "spent and billed differ"} (${money.billed} credits)`;
    return { figures, violations };
  });
}

type Asked = { lookupId: string; place: number };

async function askAll({ desk, sender, teams }: Ground, count: number): Promise<Asked[]> {
  const next = createPeople();
  const withMobile = () => {
    for (let person = next(); ; person = next()) if (hasMobile(person.phones)) return person;
  };
  const asked: Asked[] = [];
  let begun = 0;
  const lane = async (process: AppProcess) => {
    while (begun < count) {
      const place = begun % teams.length;
      begun += 1;
      const team = teams[place];
      if (!team) return;
      const input = { apolloId: withMobile().id, revealPhoneNumber: true };
      const [answer] = await process.ask("lookUp", [{ viewer: team.members[0] ?? team.admin, input }]);
      asked.push({ lookupId: idOf(answer), place });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => lane(number % 2 === 0 ? desk : sender)));
  return asked;
}

function idOf(answer: LookupAnswer | undefined): string {
  if (answer && "lookupId" in answer) return answer.lookupId;
  throw new Error(`a lookup was refused: ${JSON.stringify(answer)}`);
}

const WAITED_FOR = `
  SELECT (SELECT count(*) FROM attempt WHERE phone_state IN ('waiting', 'late'))::int
       + (SELECT count(*) FROM delivery WHERE state = 'received')::int AS open`;

/** Several workers ask whenever they have nothing else to do, until nothing is waited for or the time is over. */
async function pollUntilThere({ desk, sender, app }: Ground): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  let isOver = false;
  const worker = async (process: AppProcess) => {
    while (!isOver) {
      await process.ask("work", "poll");
      await wait(POLL_PAUSE_MS);
    }
  };
  const workers = [desk, sender].flatMap((process) => Array.from({ length: POLLERS }, () => worker(process)));
  while (performance.now() < deadline) {
    const { rows } = await app.query<{ open: number }>(WAITED_FOR);
    if (rows[0]?.open === 0) break;
    await wait(200);
  }
  isOver = true;
  await Promise.all(workers);
}

type Story = { isRecovered: boolean; told: string };

async function readStories({ desk, teams }: Ground, asked: readonly Asked[]): Promise<Story[]> {
  const stories: Story[] = [];
  for (const { lookupId, place } of asked) {
    const team = teams[place];
    if (!team) continue;
    const story = await desk.ask("tell", { viewer: team.admin, lookupId });
    const { outcome, phoneState, creditsCharged, ways, phones } = story;
    const words = [outcome, phoneState, creditsCharged, ...new Set(ways)].join(" ");
    stories.push({ isRecovered: words === "matched delivered 9 poll" && phones > 0, told: JSON.stringify(story) });
  }
  return stories;
}

/** By SQL: bodies that came otherwise, or whose attempt is still asked for. */
async function findOtherWays({ app }: Ground): Promise<string[]> {
  const { rows } = await app.query<{ other: number; polling: number }>(
    `SELECT (SELECT count(*) FROM delivery WHERE via <> 'poll' OR state <> 'applied')::int AS other,
            (SELECT count(*) FROM attempt WHERE poll_at IS NOT NULL)::int AS polling`,
  );
  return differs("bodies that came otherwise, attempts still asked for", rows[0], { other: 0, polling: 0 });
}

type Polls = { all: number; fetched: number; twice: number; pending: number; early: number };

// What the emulator tells a caller to wait is at most ten seconds (answer-poll.ts).
const POLLS = `
  WITH poll AS (
    SELECT r.asked->>'request_id' AS id, r.status, r.received_at,
           least(10, ceil(extract(epoch FROM e.ready_at - r.received_at))) AS wait_s,
           lead(r.received_at) OVER (PARTITION BY r.asked->>'request_id' ORDER BY r.id) AS next_at
      FROM sandbox_request r LEFT JOIN sandbox_enrichment e ON e.request_id::text = r.asked->>'request_id'
     WHERE r.endpoint = 'api/v1/webhook_result/show'
  )
  SELECT count(*)::int AS all, (count(DISTINCT id) FILTER (WHERE status = 200))::int AS fetched,
         ((count(*) FILTER (WHERE status = 200)) - (count(DISTINCT id) FILTER (WHERE status = 200)))::int AS twice,
         (count(*) FILTER (WHERE status = 404))::int AS pending,
         (count(*) FILTER (WHERE status = 404 AND next_at < received_at + wait_s * interval '1 second'))::int AS early
    FROM poll`;

async function readPolls({ log }: Ground): Promise<Polls> {
  const [polls] = (await log.query<Polls>(POLLS)).rows;
  if (!polls) throw new Error("the polls cannot be counted");
  return polls;
}
