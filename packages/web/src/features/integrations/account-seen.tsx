import { Stack } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { Account } from '../../api/types.ts'
import { formatDay } from '../../format/time.ts'
import classes from './integrations.module.css'

interface AccountSeenProps {
  readonly account: Account
}

/** What the credentials can see. */
export function AccountSeen({ account }: AccountSeenProps) {
  const facts = [
    account.identity === null ? null : `Signed in as ${account.identity}.`,
    account.expiresAt === null ? null : `The credentials expire on ${formatDay(account.expiresAt)}.`,
  ].filter((fact) => fact !== null)

  return (
    <Stack gap="sm">
      <div className={classes.seen} role="status">
        <IconCircleCheck size={22} aria-hidden className={classes.seenIcon} />
        <div>
          <p className={classes.seenTitle}>{account.sees}</p>
          <div>It works. Nothing has been imported yet. {facts.join(' ')}</div>
        </div>
      </div>
      {account.warnings.length > 0 && (
        <ul className={classes.warnings} aria-label="Works less well than it could">
          {account.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Stack>
  )
}
