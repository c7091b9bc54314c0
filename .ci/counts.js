// The closing line, made from the test runner's own counts. A skipped test is a failure here: nothing that CI
// requires may be left out.
import { readFileSync } from "node:fs";

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (count) => runs.reduce((total, run) => total + count(run), 0);

const passed = sum(({ numPassedTests }) => numPassedTests);
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
// A file that cannot be loaded has no tests to fail; it fails as one.
const broken = sum(
  ({ testResults }) =>
    testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0)
      .length,
);
const failed = sum(({ numFailedTests }) => numFailedTests) + broken;

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed + skipped === 0 && runs.every(({ numPassedTests }) => numPassedTests > 0) ? 0 : 1;
