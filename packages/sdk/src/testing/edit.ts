/**
 * Sets the value at a path of a JSON document, for `edit` faults. `[]` goes into every element of a list, `[0]` into one:
 * `list.objects[].spec.level`. Missing objects on the way are left missing.
 */
export function setField(path: string, value: unknown): (body: unknown) => unknown {
  return (body) => editAt(body, splitPath(path), () => ({ value }))
}

/** Takes the field at a path away. */
export function removeField(path: string): (body: unknown) => unknown {
  return (body) => editAt(body, splitPath(path), () => undefined)
}

function splitPath(path: string): readonly string[] {
  return path.split(/\.|(?=\[)/).filter((part) => part !== '')
}

type Change = (value: unknown) => { readonly value: unknown } | undefined

function editAt(value: unknown, path: readonly string[], change: Change): unknown {
  const [head, ...rest] = path
  if (head === undefined) return change(value)?.value
  if (head.startsWith('[')) return editElements(value, head, rest, change)
  if (typeof value !== 'object' || value === null) return value

  const entries = Object.entries(value)
  const kept = entries.filter(([key]) => key !== head)
  if (rest.length === 0) {
    const changed = change(entries.find(([key]) => key === head)?.[1])
    return Object.fromEntries(changed ? [...kept, [head, changed.value]] : kept)
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === head ? editAt(inner, rest, change) : inner]))
}

function editElements(value: unknown, head: string, rest: readonly string[], change: Change): unknown {
  if (!Array.isArray(value)) return value
  const only = head === '[]' ? undefined : Number(head.slice(1, -1))
  if (rest.length === 0) {
    return value.flatMap((element: unknown, index) => {
      if (only !== undefined && index !== only) return [element]
      const changed = change(element)
      return changed ? [changed.value] : []
    })
  }
  return value.map((element: unknown, index) =>
    only === undefined || index === only ? editAt(element, rest, change) : element,
  )
}
