import { anApolloId } from "@/lib/testing/attempts";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

type Reply = { status: number; body: unknown };
type Asked = { email?: string };

/** A provider that answers each address with a person of its own, and whose results are there when the test says so. */
export type PhoneProvider = ProviderStub & {
  /** What a match answers beside the person; a new request id each. */
  withMatch: (extra: (asked: Asked) => Record<string, unknown>) => void;
  /** True: a match is carried out and its answer never comes. */
  withBrokenMatch: (isBroken: boolean) => void;
  /** The result of the request made for an address. */
  withResult: (result: (email: string) => Reply) => void;
  idOf: (email: string) => string;
  requestIdOf: (email: string) => string;
  /** What its own counter of the credits shows. */
  counter: { used: number };
  /** Request ids that were asked for, in order. */
  polled: () => string[];
  reset: () => void;
};

export const PENDING: Reply = { status: 404, body: { error_code: "result_pending", retry_after_seconds: 10 } };
export const UNKNOWN_REQUEST: Reply = { status: 404, body: { error_code: "request_id_unknown" } };

export async function startPhoneProvider(): Promise<PhoneProvider> {
  const stub = await startProviderStub();
  const people = new Map<string, string>();
  const requests = new Map<string, string>();
  let extra: (asked: Asked) => Record<string, unknown> = () => ({});
  let result: (email: string) => Reply = () => PENDING;
  const counter = { used: 0 };
  let isBroken = false;
  let count = 0;
  const idOf = (email: string): string => {
    const id = people.get(email) ?? anApolloId();
    people.set(email, id);
    return id;
  };
  const answerMatch = (asked: Asked): string => {
    const email = asked.email ?? "nobody@acme.example";
    count += 1;
    // Beyond what a JavaScript number holds exactly, and negative, as half of them are.
    const requestId = `-71843295016420390${String(count).padStart(2, "0")}`;
    requests.set(requestId, email);
    const [name = ""] = email.split("@");
    const person = { id: idOf(email), name, first_name: name, last_name: "Silva", email };
    const phone_enrichment = { request_id: "6492", status: "pending", message: "…" };
    const body = JSON.stringify({ person, phone_enrichment, ...extra(asked) });
    return `${body.slice(0, -1)},"request_id":${requestId}}`;
  };
  stub.answerWith((call, response) => {
    if (call.path.endsWith("people/match") && isBroken) return void response.destroy();
    if (call.path.endsWith("people/match")) return answerJson(200, answerMatch(call.body))(call, response);
    if (call.path.endsWith("credit_usage_stats")) {
      const bucket = { limit: 1000, consumed: counter.used, left_over: 1000 - counter.used };
      return answerJson(200, { credit_usage_stats: { lead_credit: bucket } })(call, response);
    }
    const requestId = call.path.split("/").at(-1) ?? "";
    const { status, body } = result(requests.get(requestId) ?? "");
    const headers: Record<string, string> = status === 429 ? { "retry-after": "7" } : {};
    return answerJson(status, body, headers)(call, response);
  });
  return {
    ...stub,
    counter,
    idOf,
    requestIdOf: (email) => [...requests].findLast(([, asked]) => asked === email)?.[0] ?? "",
    withMatch: (next) => void (extra = next),
    withBrokenMatch: (next) => void (isBroken = next),
    withResult: (next) => void (result = next),
    polled: () =>
      stub.calls.flatMap(({ path }) => (path.includes("webhook_result") ? [path.split("/").at(-1) ?? ""] : [])),
    reset: () => {
      stub.calls.length = 0;
      counter.used = 0;
      extra = () => ({});
      isBroken = false;
      result = () => PENDING;
    },
  };
}

/** A result that is ready; `webhook_status` speaks of the delivery alone and says failed. */
export function readyWith(callbackBody: string): Reply {
  const result: unknown = JSON.parse(callbackBody);
  return {
    status: 200,
    body: { request_id: "1", webhook_status: "failed", request_type: "phone", webhook_result: result },
  };
}
