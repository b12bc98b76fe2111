import { newId } from "@/lib/ids/ids";
import { ACCOUNTS } from "./accounts";
import { queryDatabase } from "./database";

/** Rows of the practice workspace that nobody else may see, and ids to ask for them by. */
export type Canary = {
  personId: string;
  /** Their number, which is on a do-not-call list. */
  phoneId: string;
  /** The admin's lookup, which is not the rep's to see. */
  lookupId: string;
  /** A body for another lookup of the admin's. */
  deliveryId: string;
  repsLookupId: string;
  suppressionId: string;
  erasureId: string;
  /** The admin's view, shared with the workspace. */
  viewId: string;
  keyId: string;
  keyFingerprint: string;
  workspaceId: string;
  /** The rep, as somebody to be changed. */
  memberId: string;
  invitationId: string;
  tagId: string;
  /** The admin's own, which nobody else learns of. */
  listId: string;
  /** The admin's draft, which is not the rep's to see. */
  runId: string;
  companyId: string;
  /** About the person, by the admin; the task is the admin's too. */
  noteId: string;
  taskId: string;
  /** Stands in every row. */
  word: string;
};

type PracticeRow = { workspace_id: string; key_id: string; fingerprint: string; rep_id: string; admin_id: string };

export async function plantCanary(dataDir: string): Promise<Canary> {
  const [practice] = await queryDatabase<PracticeRow>(
    dataDir,
    `select m.workspace_id, k.id as key_id, k.fingerprint, u.id as admin_id,
            (select id from "user" where email = $2) as rep_id
       from "user" u
       join membership m on m.user_id = u.id
       join workspace w on w.id = m.workspace_id and w.kind = 'practice'
       join api_key k on k.workspace_id = w.id and k.is_default
      where u.email = $1`,
    [ACCOUNTS.admin.email, ACCOUNTS.rep.email],
  );
  if (!practice) throw new Error("the practice workspace has no default key");
  const canary = {
    personId: newId("person"),
    phoneId: newId("phone"),
    lookupId: newId("lookup"),
    deliveryId: newId("delivery"),
    repsLookupId: newId("lookup"),
    suppressionId: newId("suppression"),
    erasureId: newId("erasure"),
    viewId: newId("savedView"),
    keyId: practice.key_id,
    keyFingerprint: practice.fingerprint,
    workspaceId: practice.workspace_id,
    memberId: practice.rep_id,
    invitationId: newId("invitation"),
    tagId: newId("tag"),
    listId: newId("list"),
    runId: newId("run"),
    companyId: newId("company"),
    noteId: newId("note"),
    taskId: newId("task"),
    word: "Quillfeather",
  };
  await queryDatabase(
    dataDir,
    `insert into person (id, workspace_id, apollo_id, full_name, employment, search, observed_at, departments)
     values ($1, $2, $1, $3, '[]', lower($3), now(), '{}')`,
    [canary.personId, canary.workspaceId, canary.word],
  );
  await queryDatabase(
    dataDir,
    `insert into person_phone (id, workspace_id, person_id, number, dnc_status, source, observed_at)
     values ($1, $2, $3, $4, 'dnc', 'delivery', now())`,
    [canary.phoneId, canary.workspaceId, canary.personId, LISTED_PHONE],
  );
  await queryDatabase(dataDir, "update person set primary_phone = $2 where id = $1", [canary.personId, LISTED_PHONE]);
  for (const [id, email, label] of [
    [canary.lookupId, ACCOUNTS.admin.email, `${canary.word}'s lookup`],
    [canary.repsLookupId, ACCOUNTS.rep.email, "The rep's own lookup"],
  ])
    await queryDatabase(
      dataDir,
      `insert into lookup (id, workspace_id, user_id, person_id, input, options, label, outcome, created_at, settled_at)
       select $1, $2, u.id, $3, '{}', $4, $5, 'matched', now(), now() from "user" u where u.email = $6`,
      [id, canary.workspaceId, canary.personId, OPTIONS, label, email],
    );
  await queryDatabase(
    dataDir,
    `insert into invitation (id, workspace_id, role, name, token_hash, created_by_id, expires_at)
     values ($1, $2, 'rep', $3, sha256($4), $5, now() + interval '7 days')`,
    [canary.invitationId, canary.workspaceId, canary.word, Buffer.from(canary.invitationId), practice.admin_id],
  );
  await plantDelivery(dataDir, canary);
  await plantGroups(dataDir, canary, practice.admin_id);
  await plantNotes(dataDir, canary, practice.admin_id);
  await plantRun(dataDir, canary, practice.admin_id);
  await queryDatabase(
    dataDir,
    `with entry as (insert into suppression (id, workspace_id, kind, digests, reason)
                    values ($1, $2, 'email', array[sha256(convert_to($1, 'UTF8'))], 'objected') returning id)
     insert into erasure (id, workspace_id, state, finished_at) select $3, $2, 'done', now() from entry`,
    [canary.suppressionId, canary.workspaceId, canary.erasureId],
  );
  await queryDatabase(
    dataDir,
    `insert into saved_view (id, workspace_id, owner_id, screen, name, is_shared, query)
     values ($1, $2, $3, 'people', $4, true, 'q=ada')`,
    [canary.viewId, canary.workspaceId, practice.admin_id, canary.word],
  );
  return canary;
}

async function plantNotes(dataDir: string, canary: Canary, adminId: string) {
  const { noteId, taskId, workspaceId, personId, word } = canary;
  await queryDatabase(
    dataDir,
    `with written as (insert into note (id, workspace_id, person_id, author_id, body) values ($1, $3, $4, $5, $6))
     insert into task (id, workspace_id, person_id, assignee_id, created_by_id, title) values ($2, $3, $4, $5, $5, $6)`,
    [noteId, taskId, workspaceId, personId, adminId, `${word}: call back`],
  );
}

async function plantRun(dataDir: string, { runId, workspaceId, word }: Canary, adminId: string) {
  await queryDatabase(
    dataDir,
    `with planted as (insert into run (id, workspace_id, user_id, name, state, format, header, mapping, rows)
                      values ($1, $2, $3, $4, 'draft', '{"encoding":"utf-8","delimiter":",","hasHeader":true}',
                              '["Name","Note"]', '[null,null]', 1) returning id)
     insert into run_row (run_id, workspace_id, number, line, cells, state)
     select id, $2, 1, 2, jsonb_build_array($5::text, 'note'), 'invalid' from planted`,
    [runId, workspaceId, adminId, `${word}'s run`, `${word}'s row`],
  );
}

/** Nobody reveals it, so it is in no answer to anybody. */
export const LISTED_PHONE = "+12125550177";

async function plantGroups(dataDir: string, canary: Canary, adminId: string) {
  const { workspaceId, personId, tagId, listId, companyId, word } = canary;
  await queryDatabase(
    dataDir,
    `with company as (insert into company (id, workspace_id, apollo_id, name, search, technologies, observed_at)
                      values ($1, $2, $1, $3, lower($3), '{}', now()))
     insert into tag (id, workspace_id, name, key) values ($4, $2, $3, lower($4))`,
    [companyId, workspaceId, word, tagId],
  );
  await queryDatabase(dataDir, "insert into list (id, workspace_id, owner_id, name) values ($1, $2, $3, $4)", [
    ...[listId, workspaceId, adminId, `${word}'s list`],
  ]);
  await queryDatabase(
    dataDir,
    `with tagged as (insert into person_tag (workspace_id, tag_id, person_id) values ($1, $2, $4)),
          filed as (update person set company_id = $5 where id = $4)
     insert into list_person (workspace_id, list_id, person_id) values ($1, $3, $4)`,
    [workspaceId, tagId, listId, personId, companyId],
  );
}

/** Of a lookup of its own, which found nobody: no other test comes upon it. */
async function plantDelivery(dataDir: string, { deliveryId, workspaceId, word }: Canary) {
  const attemptId = newId("attempt");
  await queryDatabase(
    dataDir,
    `insert into attempt (id, workspace_id, identity, state, request, settled_at) values ($1, $2, $1, 'no_match', '{}', now())`,
    [attemptId, workspaceId],
  );
  await queryDatabase(
    dataDir,
    `insert into lookup (id, workspace_id, user_id, attempt_id, input, options, label, outcome, created_at, settled_at)
     select $1, $2, u.id, $3, '{}', $4, $5, 'no_match', now(), now() from "user" u where u.email = $6`,
    [newId("lookup"), workspaceId, attemptId, OPTIONS, `${word}'s lookup`, ACCOUNTS.admin.email],
  );
  await queryDatabase(
    dataDir,
    `insert into delivery (id, workspace_id, attempt_id, body_sha256, body, state, reason, applied_at)
     values ($1, $2, $3, sha256($4), $4, 'mismatch', 'it names a person that was not asked for', now())`,
    [
      deliveryId,
      workspaceId,
      attemptId,
      Buffer.from(
        `{"people":[{"id":"${word}","phone_numbers":[{"sanitized_number":"${LISTED_PHONE}","dnc_status_cd":"dnc"}]}]}`,
      ),
    ],
  );
}

const OPTIONS = JSON.stringify({
  revealPersonalEmails: false,
  revealPhoneNumber: false,
  waterfallEmail: false,
  waterfallPhone: false,
});

/** What an action could have changed of the canary's workspace, and of who may sign in. */
export async function countRows(dataDir: string, { workspaceId }: Canary): Promise<string> {
  const [row] = await queryDatabase<{ counted: string }>(
    dataDir,
    `select concat_ws(' ',
       (select count(*) from lookup where workspace_id = $1), (select count(*) from attempt where workspace_id = $1),
       (select string_agg(concat(id, outcome), ',' order by id) from lookup where workspace_id = $1),
       (select string_agg(concat(id, state, is_default, last_tested_at), ',' order by id) from api_key
         where workspace_id = $1),
       (select string_agg(concat(id, state), ',' order by id) from delivery where workspace_id = $1),
       (select string_agg(concat(id, state, format, mapping, undone_at), ',' order by id) from run where workspace_id = $1),
       (select concat(fresh_days, waterfall_email_ceiling, waterfall_phone_ceiling, approval_above, budget_alert_percent)
          from workspace where id = $1),
       (select string_agg(concat(lookup_id, state), ',' order by lookup_id) from approval where workspace_id = $1),
       (select string_agg(concat(scope, credit_limit, reset_day), ',' order by scope) from budget where workspace_id = $1),
       (select count(*) from webhook_probe where workspace_id = $1),
       (select string_agg(concat(id, body, deleted_at), ',' order by id) from note where workspace_id = $1),
       (select string_agg(concat(id, title, assignee_id, done_at, deleted_at), ',' order by id) from task
         where workspace_id = $1),
       (select count(*) from suppression where workspace_id = $1), (select count(*) from erasure where workspace_id = $1),
       (select count(*) from person where workspace_id = $1),
       (select string_agg(concat(id, name, query, is_shared, position, deleted_at), ',' order by id) from saved_view
         where workspace_id = $1),
       (select count(*) from phone_reveal where workspace_id = $1),
       (select count(*) from retention_rule), (select count(*) from retention_run where requested_by_id is not null),
       (select count(*) from workspace where kind = 'live'),
       (select count(*) from "user" where name = 'Mallory'),
       (select string_agg(concat(i.id, encode(i.token_hash, 'hex'), i.withdrawn_at, i.used_at), ',' order by i.id)
          from invitation i where i.workspace_id = $1),
       (select count(*) from password_reset where workspace_id = $1),
       (select string_agg(concat(u.id, u.name, u.disabled_at, u.session_version, m.role), ',' order by u.id)
          from membership m join "user" u on u.id = m.user_id where m.workspace_id = $1)) as counted`,
    [workspaceId],
  );
  return row?.counted ?? "";
}
