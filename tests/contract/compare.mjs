// Compares two contracts by what they mean: `npm run compare -- OLD NEW [DIFFERENCES]`, each YAML, also gzipped.
// References are resolved first; no order of keys and sets counts, and no text for people. A difference is printed as
// "PATH: BEFORE -> AFTER". DIFFERENCES lists those that are intended, one on a line: a pattern of paths, " # ", and the reason;
// they are printed as a count. One that no line fits fails the comparison, and so does a line that fits none.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import yaml from "js-yaml";

const [oldFile, newFile, listFile] = process.argv.slice(2);
if (newFile === undefined) {
  console.error("Usage: npm run compare -- OLD NEW [DIFFERENCES]");
  process.exit(2);
}

const TEXTS_FOR_PEOPLE = new Set(["description", "summary", "title"]);
const EXAMPLES = new Set(["example", "examples"]);
const SETS = new Set(["required", "enum", "type", "tags", "security"]);
// Whose keys are names that somebody chose: a member called "title" is no text for people.
const MAPS_OF_NAMES = new Set([
  "properties", "patternProperties", "dependentSchemas", "dependentRequired", "paths", "responses", "headers", "content", "parameters",
  "schemas", "securitySchemes",
]);

const differences = compare(expand(read(oldFile)), expand(read(newFile)));
const intended = listFile === undefined ? [] : readList(listFile);
const unlisted = differences.filter(({ path }) => {
  const lines = intended.filter((line) => line.form.test(path));
  for (const line of lines) line.count++;
  return lines.length === 0;
});
const idle = intended.filter(({ count }) => count === 0);

for (const { count, pattern, reason } of intended) console.log(`intended, ${count} times: ${pattern} # ${reason}`);
for (const { path, before, after } of unlisted) console.log(`${path}: ${shown(before)} -> ${shown(after)}`);
for (const { pattern } of idle) console.error(`No difference fits this line of ${listFile}: ${pattern}`);
if (unlisted.length > 0) console.error(`${unlisted.length} differences are not listed as intended.`);
process.exitCode = unlisted.length + idle.length > 0 ? 1 : 0;

function read(file) {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  // Dates stay the text that they are in JSON.
  return yaml.load(text, { schema: yaml.JSON_SCHEMA });
}

/** The contract as a tree without references; a schema within itself ends in its name. */
function expand(contract) {
  const tree = {};
  for (const [path, methods] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const whole = { security: contract.security, ...operation };
      tree[`${method.toUpperCase()} ${path}`] = resolve(whole, contract, [], false);
    }
  }

  const { servers, components } = contract;
  return { ...tree, ...resolve({ servers, securitySchemes: components.securitySchemes }, contract, [], false) };
}

function resolve(node, contract, trail, isMap) {
  if (Array.isArray(node)) return node.map((each) => resolve(each, contract, trail, false));
  if (node === null || typeof node !== "object") return node;
  if (!isMap && typeof node.$ref === "string") {
    const { $ref, ...beside } = node;
    if (trail.includes($ref)) return { itself: $ref };
    const target = $ref.slice(2).split("/").reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], contract);
    if (target === undefined) throw new Error(`${$ref} leads nowhere`);
    return resolve({ ...target, ...beside }, contract, [...trail, $ref], false);
  }

  const entries = Object.entries(node).filter(([key]) => isMap || !TEXTS_FOR_PEOPLE.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (!isMap && EXAMPLES.has(key)) return [key, value];
      if (!isMap && key === "parameters" && Array.isArray(value)) return [key, byName(resolve(value, contract, trail, false))];
      if (!isMap && SETS.has(key)) return [key, setOf(value)];
      return [key, resolve(value, contract, trail, !isMap && MAPS_OF_NAMES.has(key))];
    }),
  );
}

/** Parameters by place and name: their order means nothing. */
function byName(parameters) {
  return Object.fromEntries(parameters.map((each) => [`${each.in} ${each.name}`, each]));
}

/** A list whose order means nothing, or one value alone. */
function setOf(value) {
  return { set: (Array.isArray(value) ? value : [value]).map((each) => JSON.stringify(each)).sort() };
}

function compare(before, after, path = "") {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before?.set) && Array.isArray(after?.set)) {
    // Of a long list only what left it and what came in.
    const without = (one, other) => one.set.filter((each) => !other.set.includes(each)).map((each) => JSON.parse(each));
    return [{ path, before: without(before, after), after: without(after, before) }];
  }

  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => compare(before[key], after[key], path === "" ? key : `${path} > ${key}`));
  }

  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((each, index) => compare(each, after[index], `${path} > ${index}`));
  }

  return [{ path, before, after }];
}

function isTree(node) {
  return node !== null && typeof node === "object" && !Array.isArray(node);
}

/** Lines of "PATTERN # REASON"; in a pattern * stands for anything. */
function readList(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [pattern, reason] = line.split(" # ").map((part) => part.trim());
      if (!reason) throw new Error(`${file}: no reason after " # " in: ${line}`);
      const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return { pattern, reason, form: new RegExp(`^${parts.join(".*")}$`, "s"), count: 0 };
    });
}

function shown(value) {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
