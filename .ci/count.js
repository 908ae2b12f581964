// Adds up vitest's JSON reports: prints "<passed> <failed>". A file that could not be loaded counts as one failure, since
// none of its tests was counted.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  failed += report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  if (report.success === false && report.numFailedTests === 0 && failed === 0) failed += 1;
}
process.stdout.write(`${passed} ${failed}\n`);
