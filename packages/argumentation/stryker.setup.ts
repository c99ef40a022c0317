import fc from 'fast-check'

// A mutant is killed by the first theory that tells it apart; which is the smallest such theory is of no interest.
// Each mutant gets a part of the random theories that the tests take otherwise.
fc.configureGlobal({ endOnFailure: true, numRuns: 50 })
