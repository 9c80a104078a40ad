import type { Connection } from '../../api/types.ts'
import { OperationTable } from '../operations/operation-table.tsx'
import classes from './connection-page.module.css'

interface ConnectionOperationsProps {
  readonly connection: Connection
}

export function ConnectionOperations({ connection }: ConnectionOperationsProps) {
  return (
    <div className={classes.list}>
      <OperationTable filters={{ connection: [connection.id] }} withConnection={false} />
    </div>
  )
}
