// A client as a user of the API would write it: compiled against the types generated from openapi.yaml, never run.
// When a change of the contract stops this file from compiling, it breaks the clients that are out there.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/openapi.js";

type Commitment = components["schemas"]["Commitment"];

const api = createClient<paths>({
  baseUrl: "http://127.0.0.1:5080",
  headers: { Authorization: "Bearer your-api-key" },
  querySerializer: { array: { style: "form", explode: false } },
});

class ApiError extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** What a call answered, or its problem thrown: the stable code decides what to do, the title tells a person. */
function answered<T>(answer: { data?: T; error?: { code: string; title: string } }): T {
  if (answer.error !== undefined) throw new ApiError(answer.error.code, answer.error.title);
  if (answer.data === undefined) throw new ApiError("no_content", "The answer has no body.");
  return answer.data;
}

function etagOf(response: Response): string {
  const etag = response.headers.get("ETag");
  if (etag === null) throw new ApiError("no_etag", "The answer has no ETag.");
  return etag;
}

/** Every commitment of the selection, page after page. */
export async function listCommitments(words: string): Promise<string[]> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const page = answered(
      await api.GET("/api/v1/commitments", {
        params: { query: { q: words, limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    );
    for (const item of page.items) lines.push(`${item.code} ${item.status} ${item.title} (as of ${page.asOf})`);
    cursor = page.page.next ?? undefined;
  } while (cursor !== undefined);
  return lines;
}

export async function readCommitment(code: string): Promise<{ commitment: Commitment; etag: string }> {
  const answer = await api.GET("/api/v1/commitments/{code}", { params: { path: { code } } });
  return { commitment: answered(answer), etag: etagOf(answer.response) };
}

export async function createCommitment(code: string, title: string): Promise<Commitment> {
  return answered(
    await api.POST("/api/v1/commitments", {
      params: { header: { "Idempotency-Key": crypto.randomUUID() } },
      body: {
        code,
        title,
        kind: "commitment",
        scope: "regional",
        instrument: "HANOI-2026",
        theme: "online_scams",
        assignments: [{ party: "VN", role: "lead", basis: "stated" }],
      },
    }),
  );
}

export async function publishCommitment(code: string, etag: string): Promise<Commitment> {
  return answered(
    await api.PATCH("/api/v1/commitments/{code}", {
      params: { path: { code }, header: { "If-Match": etag } },
      headers: { "Content-Type": "application/merge-patch+json" },
      body: { publication: "published" },
    }),
  );
}

export async function reportProgress(code: string, party: string): Promise<string> {
  const update = answered(
    await api.POST("/api/v1/commitments/{code}/progress-updates", {
      params: { path: { code }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: {
        party,
        asOf: "2026-10-01",
        status: "in_progress",
        percent: 40,
        health: "on_track",
        narrative: "The reporting channel opened to the public.",
        evidence: [{ title: "Announcement", url: "https://example.org/announcement" }],
      },
    }),
  );
  return `${update.id} ${update.review}`;
}

/** Who has not completed what, out of one answer. */
export async function readOpenCells(instrument: string): Promise<string[]> {
  const matrix = answered(await api.GET("/api/v1/summary/matrix", { params: { query: { instrument: [instrument] } } }));
  return matrix.rows.flatMap(({ code, cells }) =>
    matrix.memberStates
      .filter((state) => cells[state.code] !== undefined && cells[state.code]?.status !== "completed")
      .map((state) => `${state.name} ${code} ${cells[state.code]?.deadlineState ?? ""}`),
  );
}

/** Everything that changed since, and where to go on. */
export async function followChanges(since: number): Promise<{ changed: string[]; next: number }> {
  const feed = answered(await api.GET("/api/v1/changes", { params: { query: { since, wait: 30 } } }));
  return { changed: feed.items.map(({ seq, resource, deleted }) => `${seq} ${resource.key} ${deleted}`), next: feed.next };
}

/** Who has not reported yet, and on what. */
export async function whoIsMissing(round: string): Promise<string[]> {
  const reporting = answered(await api.GET("/api/v1/rounds/{code}/reporting", { params: { path: { code: round } } }));
  return reporting.items.filter(({ missing }) => missing.length > 0).map(({ name, missing }) => `${name}: ${missing.join(", ")}`);
}

/** Closes a round for good, and says what moved since the one before. */
export async function closeRound(code: string, etag: string, before: string): Promise<string[]> {
  answered(await api.POST("/api/v1/rounds/{code}/close", { params: { path: { code }, header: { "If-Match": etag } } }));
  const comparison = answered(
    await api.GET("/api/v1/rounds/{code}/comparison", { params: { path: { code }, query: { with: before } } }),
  );
  return comparison.moved.map((moved) => `${moved.code}: ${moved.before.status} to ${moved.after.status}`);
}

export async function main(): Promise<void> {
  const lines = await listCommitments("scams");
  const { commitment, etag } = await readCommitment("HND-10");
  const owners = commitment.assignments.map(({ party, role, status }) => `${party} (${role}): ${status}`);
  console.log(lines[0] ?? "none", commitment.title, commitment.deadline?.dueOn ?? "no deadline", owners.join(", "));
  await publishCommitment("HND-10", etag);
  const created = await createCommitment("HND-99", "A new commitment");
  console.log(created.version, await reportProgress(created.code, "VN"));
}
