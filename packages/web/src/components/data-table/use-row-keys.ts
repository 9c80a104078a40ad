import { type KeyboardEvent, type RefObject, useState } from 'react'

interface RowKeysInput<Row> {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly activeId?: string | undefined
  readonly onActivate?: ((row: Row) => void) | undefined
  readonly onOpen?: (row: Row) => void
  readonly onEscape?: () => void
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scrollTo: (index: number) => void
}

const pageStep = 15

/** Roving focus over the rows of a virtualised grid. */
export function useRowKeys<Row>(input: RowKeysInput<Row>) {
  const { rows, rowId, activeId, onActivate, onOpen, onEscape } = input
  const [cursor, setCursor] = useState(0)
  const activeIndex = activeId === undefined ? -1 : rows.findIndex((row) => rowId(row) === activeId)
  const current = Math.min(cursor, Math.max(0, rows.length - 1))

  function choose(index: number): void {
    const row = rows[index]
    if (row === undefined) return
    setCursor(index)
    if (index === activeIndex && onOpen !== undefined) onOpen(row)
    else onActivate?.(row)
  }

  function move(to: number): void {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    if (row === undefined) return
    setCursor(index)
    input.scrollTo(index)
    requestAnimationFrame(() => {
      input.scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true })
    })
    if (activeIndex !== -1 && index !== activeIndex) onActivate?.(row)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const row = event.target instanceof HTMLElement ? event.target.closest('[data-row]') : null
    if (event.key === 'Escape') {
      onEscape?.()
      return
    }
    if (row === null || event.metaKey || event.ctrlKey || event.altKey) return
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      j: current + 1,
      k: current - 1,
      PageDown: current + pageStep,
      PageUp: current - pageStep,
      Home: 0,
      End: rows.length - 1,
    }
    const to = steps[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter' && event.target === row) {
      event.preventDefault()
      choose(current)
    } else if (event.key === ' ' && event.target === row) {
      event.preventDefault()
      row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
    }
  }

  return {
    onKeyDown,
    click: choose,
    focused: (index: number) => setCursor(index),
    tabbable: (index: number) => index === current,
  }
}
