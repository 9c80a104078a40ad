import fc from 'fast-check'

// A setup file for Vitest: one seed for every property, so that a run of the suite says the same about the same code wherever it
// runs. `npm run explore` draws others; a failure it finds is repeated with `PROPERTY_SEED=<seed> npm test -- <file>`.
const seed = Number(process.env['PROPERTY_SEED'] ?? 20_261_128)
if (!Number.isSafeInteger(seed)) throw new Error('PROPERTY_SEED must be a whole number.')

fc.configureGlobal({ seed })
