/** Shows a row in the panel beside its list, by the id in the address; `undefined` closes it. */
type Navigate = (open: string | undefined, how: { readonly replace: boolean }) => void

/** A list with a panel: another row takes the place of the one shown, and closing brings the keyboard back to the row. */
export function openRow(open: string | undefined, navigate: Navigate) {
  return {
    show: ({ id }: { readonly id: string }) => navigate(id, { replace: open !== undefined }),
    close: () => {
      if (open === undefined) return
      navigate(undefined, { replace: false })
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(open)}"]`)?.focus())
    },
  }
}
