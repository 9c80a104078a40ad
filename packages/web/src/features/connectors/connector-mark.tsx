import { useQuery } from '@tanstack/react-query'
import type { ConnectorSummary } from '../../api/types.ts'
import classes from './connector-mark.module.css'
import { markPathQuery } from './mark-path.ts'
import { connectorsQuery } from './queries.ts'

type Mark = ConnectorSummary['mark']

interface ConnectorMarkProps {
  readonly mark: Mark
  readonly size?: number
}

/** A vendor's mark, or its letters in the same frame. Decoration: the name always stands beside it. */
export function ConnectorMark({ mark, size = 36 }: ConnectorMarkProps) {
  const { data: path } = useQuery(markPathQuery(mark.icon))
  const ink = inkOn(mark.color)

  return (
    <svg className={classes.mark} viewBox="0 0 40 40" width={size} height={size} aria-hidden="true">
      <rect width="40" height="40" rx="9" fill={mark.color} />
      {path ? (
        <path d={path} fill={ink} transform="translate(9.4 9.4) scale(0.883)" />
      ) : (
        <text x="20" y="20.5" fill={ink} className={classes.letters} textAnchor="middle" dominantBaseline="central">
          {mark.letters}
        </text>
      )}
    </svg>
  )
}

interface ConnectorMarkOfProps {
  readonly connector: string
  readonly size?: number
}

/** The mark of a connector known by its id only. */
export function ConnectorMarkOf({ connector, size = 18 }: ConnectorMarkOfProps) {
  const { data } = useQuery(connectorsQuery)
  const mark = data?.find((each) => each.id === connector)?.mark

  return (
    <ConnectorMark mark={mark ?? { icon: null, letters: connector.slice(0, 1).toUpperCase(), color: '#62626d' }} size={size} />
  )
}

/** Black or white, whichever reads better on the colour (WCAG relative luminance). */
function inkOn(color: string): string {
  const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.4 ? '#16161a' : '#ffffff'
}
