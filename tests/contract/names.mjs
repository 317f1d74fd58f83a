// Fails when a generator had to make up a name for a type: Anonymous7, Responses400, Items12.
import { readFileSync } from "node:fs";

const DECLARATION = /\b(?:class|enum|interface|type) ([A-Za-z_]\w*)/g;
const MADE_UP = /anonymous|inline|\d$/i;
// What orval calls the answers of an operation, by status.
const ANSWER_OF_OPERATION = /^[a-z]\w*Response\d{3}$/;

for (const file of process.argv.slice(2)) {
  const names = [...readFileSync(file, "utf8").matchAll(DECLARATION)].map(([, name]) => name);
  if (!names.includes("ErrorCode")) throw new Error(`${file} does not declare ErrorCode: were its types found?`);
  const madeUp = names.filter((name) => MADE_UP.test(name) && !ANSWER_OF_OPERATION.test(name));
  if (madeUp.length > 0) throw new Error(`${file} has types with made-up names: ${[...new Set(madeUp)].join(", ")}`);
}
