// The comparison tells what changed in meaning, and nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "compare-"));
after(() => rmSync(folder, { recursive: true }));

const INLINE = `
paths:
  /a:
    get:
      parameters:
        - { name: q, in: query, schema: { type: string, enum: [one, two] } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: A, content: { application/json: { schema: { type: object, required: [x, title], properties: { title: { type: string } } } } } }
components: {}
`;
const SHARED = `
components:
  parameters:
    Q: { in: query, name: q, description: Words, schema: { $ref: '#/components/schemas/Q' } }
  schemas:
    Q: { enum: [two, one], type: string }
  responses:
    A: { description: B, content: { application/json: { schema: { properties: { title: { type: string } }, type: object, required: [title, x] } } } }
paths:
  /a:
    get:
      summary: Another
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - $ref: '#/components/parameters/Q'
      responses:
        '200': { $ref: '#/components/responses/A' }
`;

function run(before, now, list) {
  const files = Object.entries({ "before.yaml": before, "now.yaml": now, "list.txt": list ?? "" });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  const names = files.map(([name]) => join(folder, name)).slice(0, list === undefined ? 2 : 3);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["compare.mjs", ...names], { encoding: "utf8" });
  return { status, printed: stdout + stderr };
}

test("components, order and texts are no difference", () => {
  assert.deepEqual(run(INLINE, SHARED), { status: 0, printed: "" });
});

test("a difference fails with its path, before and after", () => {
  const { status, printed } = run(INLINE, SHARED.replace("[two, one]", "[two, three]"));
  assert.equal(status, 1);
  assert.match(printed, /GET \/a > parameters > query q > schema > enum: \["one"\] -> \["three"\]/);
});

test("a member that is called like a text is no text", () => {
  const { status, printed } = run(INLINE, SHARED.replace("title: { type: string }", "title: { type: integer }"));
  assert.equal(status, 1);
  assert.match(printed, /properties > title > type: \["string"\] -> \["integer"\]/);
});

test("a listed difference passes, with its reason", () => {
  const { status, printed } = run(INLINE, SHARED.replace("[two, one]", "[two, three]"), "* > query q > * # there are three now\n");
  assert.equal(status, 0);
  assert.match(printed, /intended, 1 times: .* # there are three now/);
});

test("a line that fits nothing fails, and so does one without a reason", () => {
  assert.equal(run(INLINE, SHARED, "* > nowhere # gone\n").status, 1);
  assert.equal(run(INLINE, SHARED, "* > query q > *\n").status, 1);
});
