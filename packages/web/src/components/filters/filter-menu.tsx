import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { formatNumber } from '../../format/number.ts'
import classes from './filters.module.css'

export interface FilterOption {
  readonly value: string
  readonly label: string
  /** Shown instead of the label: a mark with the word. */
  readonly content?: ReactNode
  /** How many rows it would show with the other filters as they are. */
  readonly count?: number
}

interface FilterMenuProps {
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly selected: readonly string[]
  readonly onChange: (selected: readonly string[]) => void
  /** What the chip says instead of the chosen values. */
  readonly summary?: string | undefined
}

const searchFrom = 8

/** One filter as a chip: a menu of values with their counts, and an × once it filters. */
export function FilterMenu({ label, options, selected, onChange, summary }: FilterMenuProps) {
  const [opened, setOpened] = useState(false)
  const [query, setQuery] = useState('')
  const active = selected.length > 0
  const names = selected.map((value) => options.find((option) => option.value === value)?.label ?? value)
  const shown = options.filter((option) => option.label.toLowerCase().includes(query.trim().toLowerCase()))

  function toggle(value: string): void {
    onChange(selected.includes(value) ? selected.filter((each) => each !== value) : [...selected, value])
  }

  return (
    <div className={classes.chip} data-active={active || undefined}>
      <Popover opened={opened} onChange={setOpened} onClose={() => setQuery('')} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.open}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {label}
            {active && (
              <span className={classes.value}>
                {summary ?? (names.length > 2 ? `${names.length} chosen` : names.join(', '))}
              </span>
            )}
            {!active && <IconChevronDown size={14} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label={`Filter by ${label.toLowerCase()}`}>
          {options.length > searchFrom && (
            <TextInput
              size="sm"
              mb={4}
              placeholder={`Find a ${label.toLowerCase()}`}
              aria-label={`Find a ${label.toLowerCase()}`}
              leftSection={<IconSearch size={14} />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              data-autofocus
            />
          )}
          <fieldset className={classes.options} aria-label={label}>
            {shown.map((option) => (
              <Checkbox
                key={option.value}
                size="xs"
                classNames={{
                  root: classes.option,
                  body: classes.optionBody,
                  labelWrapper: classes.optionLabel,
                  label: classes.optionText,
                }}
                checked={selected.includes(option.value)}
                onChange={() => toggle(option.value)}
                label={
                  <>
                    <span className={classes.name}>{option.content ?? option.label}</span>
                    {option.count !== undefined && <span className={classes.count}>{formatNumber(option.count)}</span>}
                  </>
                }
              />
            ))}
            {shown.length === 0 && <div className={classes.none}>Nothing to choose here.</div>}
          </fieldset>
          {active && (
            <Button fullWidth variant="subtle" color="gray" size="xs" mt={4} onClick={() => onChange([])}>
              Clear
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
      {active && (
        <button type="button" className={classes.remove} aria-label={`Remove the filter ${label}`} onClick={() => onChange([])}>
          <IconX size={13} aria-hidden />
        </button>
      )}
    </div>
  )
}
