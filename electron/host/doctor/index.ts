export { planFix, type FixPlan } from './plan-fix.ts';
export { runDoctor } from './run-doctor.ts';
export { runFix } from './run-fix.ts';
