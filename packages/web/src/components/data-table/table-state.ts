/** How a table of a list looks: a skeleton at first, dimmed while other rows are on their way. */
export function tableState(list: {
  readonly isPending: boolean
  readonly isPlaceholderData: boolean
}): 'loading' | 'stale' | 'ready' {
  if (list.isPending) return 'loading'
  return list.isPlaceholderData ? 'stale' : 'ready'
}
