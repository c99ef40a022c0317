import fc from 'fast-check'

// A mutant is killed by the first theory that tells it apart; which is the smallest such theory is of no interest.
fc.configureGlobal({ endOnFailure: true })
