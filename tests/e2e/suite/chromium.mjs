// @ts-check
import { runSuite } from '../suite.mjs';

await runSuite('chromium');
