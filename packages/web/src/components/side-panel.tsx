import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './side-panel.module.css'

interface SidePanelProps {
  readonly label: string
  readonly heading: ReactNode
  readonly actions: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Beside a list, not over it: the list stays in use. Esc closes it from anywhere inside. */
export function SidePanel({ label, heading, actions, onClose, children }: SidePanelProps) {
  return (
    <aside
      className={classes.panel}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <header className={classes.head}>
        <div className={classes.heading}>{heading}</div>
        {actions}
        <Tooltip label="Close (Esc)">
          <ActionIcon size={28} aria-label="Close the panel" onClick={onClose}>
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      {/* Another thing is shown from its top. */}
      <div key={label} className={classes.body}>
        {children}
      </div>
    </aside>
  )
}
