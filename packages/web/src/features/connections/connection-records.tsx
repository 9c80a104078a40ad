import type { Connection } from '../../api/types.ts'
import { RecordQueue } from '../records/record-queue.tsx'
import classes from './connection-page.module.css'

interface ConnectionRecordsProps {
  readonly connection: Connection
}

export function ConnectionRecords({ connection }: ConnectionRecordsProps) {
  return (
    <div className={classes.list}>
      <RecordQueue filters={{ connection: [connection.id] }} withConnection={false} />
    </div>
  )
}
