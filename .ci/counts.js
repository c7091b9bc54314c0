// The closing line, made from the test runner's own counts. A skipped test is a failure here: nothing that CI
// requires may be left out.
import { readFileSync } from "node:fs";

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(process.argv[2], "utf8"),
);
const skipped = numPendingTests + numTodoTests;
// A file that cannot be loaded has no tests to fail; it fails as one.
const broken = testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
);
const failed = numFailedTests + broken.length;

console.log(`${numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed + skipped === 0 && numPassedTests > 0 ? 0 : 1;
