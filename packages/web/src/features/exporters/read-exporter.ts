import type { NewExporter } from '../../api/types.ts'

/** The exporter in a file, whoever described it: what it says is for the hub to judge. `undefined` when it is no JSON object. */
export function readExporter(text: string): NewExporter | undefined {
  try {
    const parsed = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
