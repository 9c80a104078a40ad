import { type RawSearch, text } from '../../router/search-params.ts'

export interface IntegrationsSearch {
  /** Id of the connector whose connect dialog is open. */
  readonly connect?: string
}

export function integrationsSearch(raw: RawSearch): IntegrationsSearch {
  return { connect: text(raw['connect']) }
}
