/**
 * All tests in one file, so that a mutant costs one start; the quick ones first, for most mutants need no more. A test file
 * calls nothing of the package while it is read: what breaks there fails no test, and the mutant would seem to live.
 */
import './test/first.test.ts'
import './test/facts.test.ts'
import './test/cone.test.ts'
import './test/cases.test.ts'
import './test/example.test.ts'
import './test/program.test.ts'
import './test/paths.test.ts'
import './test/policy.test.ts'
import './test/diagrams.test.ts'
import './test/foresight.test.ts'
import './test/grounded.test.ts'
import './test/circles.test.ts'
import './test/search.test.ts'
import './test/aim.test.ts'
import './test/policies.test.ts'
import './test/asking.test.ts'
import './test/laws.test.ts'
import './test/oracle.test.ts'
import './test/limits.test.ts'
