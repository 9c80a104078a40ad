import type { Upload } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { placeOf } from './words.ts'

type Addressed = Pick<Upload, 'repository' | 'branch' | 'slice' | 'exporter' | 'family'>

/** What is sent where: the same for what was sent and for what leaves next. */
export const addressColumns: readonly Column<Addressed>[] = [
  {
    id: 'place',
    header: 'Branch',
    width: 'minmax(140px, 2.4fr)',
    cell: (upload) => <MiddleText>{placeOf(upload)}</MiddleText>,
  },
  {
    id: 'exporter',
    header: 'To',
    width: 'minmax(90px, 1.6fr)',
    cell: ({ exporter }) => (
      <>
        <ConnectorMarkOf connector={exporter.connector} />
        <MiddleText>{exporter.label}</MiddleText>
      </>
    ),
  },
  { id: 'family', header: 'Family', width: '112px', fromWidth: 620, cell: ({ family }) => family },
]
