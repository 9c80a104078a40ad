import type { Connector } from '../../api/types.ts'

/** Whether there is nothing a connector discovers or syncs: it only tells people, or takes findings out. */
export function readsNothing({ capabilities }: Pick<Connector, 'capabilities'>): boolean {
  return !capabilities.includes('discover') && !capabilities.includes('repositories')
}
