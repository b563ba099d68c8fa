// Schemathesis reads the API's own description and sends what fits it and what does not: no answer may contradict it.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, run, startDemo } from './support.mjs';

const LIMIT_SECONDS = 900;

test('every call of the API answers as its description says', { timeout: LIMIT_SECONDS * 1000 }, async () => {
  const demo = await startDemo();
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-api-')); // it leaves notes where it runs
  try {
    const { code, output } = await run(join(ROOT, '.venv-st/bin/schemathesis'), [
      'run', `${demo.origin}/api/openapi.json`,
      '--header', `Authorization: Bearer ${demo.token}`,
      // What a schema cannot say is checked too: that a state exists, that a currency is the site's. Such refusals are 422.
      '--checks', 'all', '--exclude-checks', 'positive_data_acceptance', '--max-examples', '20', '--seed', '1', '--no-color', '--request-timeout', '10',
    ], { cwd: folder, timeout: LIMIT_SECONDS * 1000 });
    assert.equal(code, 0, output);
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
