export type { Permit, PermitRequest, Refusal } from './permit.ts'
