export { CohortError } from './cohort-error.ts';
export type { Fit } from './fit.ts';
export { fitGene } from './fit-gene.ts';
export { type Cohort, prepareCohort } from './prepare-cohort.ts';
