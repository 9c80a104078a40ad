import { z } from 'zod'

/** Where a secret is found on the machine that applies the file. The hub never looks there itself. */
export const SecretReference = z
  .string()
  .max(1000)
  .regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/)

/**
 * Names an environment variable for each secret of each connection: `PATCHBAY_ENDOR_PRODUCTION_API_KEY`. Labels that look
 * alike there are numbered.
 */
export function variableNames(): (label: string, setting: string) => string {
  const taken = new Set<string>()
  return (label, setting) => {
    const wanted = ['PATCHBAY', shouted(label), shouted(setting)].filter((part) => part !== '').join('_')
    let name = wanted
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`
    taken.add(name)
    return name
  }
}

/** `apiKey` and `api key` → `API_KEY` */
function shouted(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toUpperCase()
}
