import { describe, expect, test } from "vitest";
import { parseCallback } from "@/lib/apollo/callback";
import { readPollAnswer, readPollStatus } from "@/lib/apollo/poll-answer";

const result = '{"status":"success","credits_consumed":8,"people":[{"id":"b0","status":"success","phone_numbers":[]}]}';
const poll = (webhookResult: string, status = "success") =>
  readPollAnswer(
    Buffer.from(
      `{"request_id":"-7","webhook_status":"${status}","request_type":"phone","webhook_result":${webhookResult}}`,
    ),
  );

describe("a result is ready when it is there", () => {
  test.each(["success", "failed", "in_progress"])("though the delivery's status is %s", (status) => {
    expect(poll(result, status)).toMatchObject({ state: "ready", deliveryStatus: status, callback: { kind: "phone" } });
  });

  test("and is stored like a delivered body", () => {
    const answer = poll(result);
    if (answer.state !== "ready") throw new Error(answer.state);
    expect(answer.callbackBody.toString()).toBe(result);
    expect(parseCallback(answer.callbackBody)).toEqual(answer.callback);
  });

  test("and is pending while it is null", () => {
    expect(poll("null")).toEqual({ state: "pending", retryAfterS: 10 });
  });
});

describe("the endpoint's error statuses", () => {
  test.each([
    [404, { error_code: "result_pending", retry_after_seconds: 25 }, { state: "pending", retryAfterS: 25 }],
    [404, { error_code: "result_pending", retry_after_seconds: 0 }, { state: "pending", retryAfterS: 1 }],
    [404, { error_code: "result_pending" }, { state: "pending", retryAfterS: 10 }],
    [404, { error_code: "request_id_unknown" }, { state: "request_unknown" }],
    [410, { error_code: "request_id_expired" }, { state: "request_expired" }],
    [400, { error_code: "invalid_request_id" }, { state: "request_invalid" }],
    [404, { error: "Not found" }, null],
    [401, { error_code: "result_pending" }, null],
  ])("%i %j", (status, body, answer) => {
    expect(readPollStatus(status, Buffer.from(JSON.stringify(body)))).toEqual(answer);
  });
});
