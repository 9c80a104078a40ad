import { CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './copy-text.module.css'

interface CopyTextProps {
  readonly children: string
}

/** An identifier that a click copies. */
export function CopyText({ children }: CopyTextProps) {
  return (
    <CopyButton value={children} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy'}>
          <button type="button" className={classes.copy} onClick={copy}>
            {children}
            {copied ? (
              <IconCheck size={12} aria-label="copied" />
            ) : (
              <IconCopy size={12} aria-label="copy" className={classes.icon} />
            )}
          </button>
        </Tooltip>
      )}
    </CopyButton>
  )
}
