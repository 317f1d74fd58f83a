// Runs the npm scripts named on the command line, all of them even when one fails,
// and prints one verdict line for each: "ok contract NAME" or "not ok contract NAME".
import { spawnSync } from "node:child_process";

const verdicts = process.argv.slice(2).map((script) => {
    console.log(`\n> ${script}`);
    const { status } = spawnSync(`npm run --silent ${script}`, { shell: true, stdio: "inherit" });
    return { script, passed: status === 0 };
});

console.log();
for (const { script, passed } of verdicts) console.log(`${passed ? "ok" : "not ok"} contract ${script}`);
process.exitCode = verdicts.length > 0 && verdicts.every(({ passed }) => passed) ? 0 : 1;
